//! Pages for everybody, without an account.

pub(crate) mod brand;
pub(crate) mod enquiry;
mod enquiry_form;
pub(crate) mod follow;
pub(crate) mod home;
pub(crate) mod owning_up;
pub(crate) mod performance;
pub(crate) mod services;
pub(crate) mod standards;
