//! HTTP: routes, requests, answers. Pages are plain functions from [`Asked`] to [`Answer`].

mod answer;
mod asked;
mod assets;
mod cookies;
mod dispatch;
mod fields;
mod headers;
mod routes;
mod trouble;

pub(crate) use answer::{Answer, Rows};
pub(crate) use asked::Asked;
pub(crate) use assets::address as asset_address;
pub(crate) use cookies::Cookie;
pub(crate) use dispatch::{SAME_TIME, router};
pub(crate) use fields::{Fields, encode};
pub(crate) use routes::{Route, Verb, Who, get, post, submit};
pub(crate) use trouble::Trouble;
