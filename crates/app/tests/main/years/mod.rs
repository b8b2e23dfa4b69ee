//! A scripted year for each ready-made charter: records at the boundaries, played by the real
//! commands, and every figure against a table worked out by hand.

mod play;
mod rossendale;
