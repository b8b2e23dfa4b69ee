//! Pages for staff.

pub(crate) mod acts;
pub(crate) mod calendars;
pub(crate) mod charter;
pub(crate) mod corrections;
pub(crate) mod coverage;
mod done;
pub(crate) mod drafts;
pub(crate) mod figures;
pub(crate) mod find;
pub(crate) mod home;
pub(crate) mod lists;
pub(crate) mod log;
mod log_form;
pub(crate) mod nothing_due;
pub(crate) mod partners;
pub(crate) mod paused;
pub(crate) mod periods;
pub(crate) mod promise;
pub(crate) mod promises;
pub(crate) mod readings;
pub(crate) mod record;
pub(crate) mod reminders;
mod rows;
pub(crate) mod second_factor;
pub(crate) mod sign_in;
pub(crate) mod system;
pub(crate) mod told;
pub(crate) mod welcome;

pub(crate) use record::record_state;
