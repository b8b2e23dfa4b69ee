//! Staff: accounts, roles, signing in with a second factor, sessions.

mod accounts;
mod attempts;
mod passwords;
mod second_factor;
mod sessions;
mod sign_in;

pub use accounts::{
    AddRefusal, AddStaff, Colleague, add, assignable, from_link, roles, system_account,
};
pub use attempts::{Guessing, clean_up as forget_attempts, may_try, tried};
pub use passwords::{
    LONGEST, PasswordRefusal, SHORTEST, check as check_password, hash as hash_password,
};
pub use second_factor::{Enrolment, confirm as confirm_second_factor, enrol};
pub use sessions::{Session, by_email, clean_up as forget_sessions, resume, seen, sign_out};
pub use sign_in::{
    ChooseRefusal, SignInRefusal, SignedIn, choose_password, pass_second_factor, sign_in,
};
