//! A scripted year for each ready-made charter: records at the boundaries, played by the real
//! commands, what people record beside them, and every figure against a table worked out by hand.

mod customer_first;
mod derby;
mod east_ayrshire;
mod excellence;
mod play;
mod recorded;
mod rossendale;
