//! What people are told when something is wrong: a sentence that says what and what to do, the
//! exit code that scripts rely on, and nothing half done.

mod databases;
mod files;
mod full_disk;
mod pages;
mod settings;
mod times;
