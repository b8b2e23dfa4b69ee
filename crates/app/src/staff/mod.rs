//! Staff: accounts, roles, signing in with a second factor, sessions.

mod accounts;
mod attempts;
mod passwords;
mod queries;
mod second_factor;
mod sign_in;
mod store;

pub use accounts::{AddRefusal, AddStaff, add, new_link};
pub use attempts::{Guessing, clean_up as forget_attempts, may_try, tried};
pub use passwords::{
    LONGEST, PasswordRefusal, SHORTEST, check as check_password, hash as hash_password,
};
pub use queries::{
    Colleague, Member, assignable, by_email, everybody, from_link, has_second_factor, roles,
};
pub use second_factor::{Enrolment, enrol};
pub use sign_in::{
    ChooseRefusal, SignInRefusal, SignedIn, choose_password, pass_second_factor, sign_in,
};
pub use store::accounts::system_account;
pub use store::sessions::{Session, clean_up as forget_sessions, resume, seen, sign_out};
