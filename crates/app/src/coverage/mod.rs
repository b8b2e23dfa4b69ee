//! Coverage: whether everything that is promised has somebody and something behind it. For each
//! standard its methods and last reading, for each channel its standards, for each service and
//! each member of staff whether they stand behind the charter; and partners, who are bound by the
//! same.

mod commands;
mod partners;
mod queries;
mod store;

pub use commands::{Confirm, ConfirmRefusal, acknowledge, confirm};
pub use partners::commands::{
    ContractRefusal, Declare, DeclareRefusal, NoteContract, declare, note_contract,
};
pub use partners::performance::{Compared, compared};
pub use partners::queries::{Contract, Declaration, Partner, partners};
pub use queries::people::{GroupCover, Mine, acknowledged_by, groups, mine};
pub use queries::services::{ServiceCover, VersionCover, services, versions};
pub use queries::standards::{
    ChannelCover, LastFigure, StandardCover, Uncovered, channels, standards, uncovered,
};
