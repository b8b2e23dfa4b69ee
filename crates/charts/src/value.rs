//! Values and targets: a number to draw and the words that say it.

use std::borrow::Cow;

/// A number and how it is written.
///
/// The number only decides where a mark stands. What is read, in the picture and in the table, is
/// the label, so that a published figure keeps every digit that the rules gave it.
#[derive(Clone, Debug)]
pub struct Value<'a> {
    /// Where the mark stands, in the unit of the axis. Not finite: as if there were no value.
    pub number: f64,
    /// How the number is written, in the language of the page.
    pub label: Cow<'a, str>,
}

impl<'a> Value<'a> {
    /// A number and how it is written.
    pub fn new(number: f64, label: impl Into<Cow<'a, str>>) -> Self {
        Value { number, label: label.into() }
    }
}

/// A line that figures are held against.
#[derive(Clone, Debug)]
pub struct Target<'a> {
    /// Where the line stands.
    pub number: f64,
    /// What it is and how much: "Target 95%".
    pub label: Cow<'a, str>,
}

impl<'a> Target<'a> {
    /// A target.
    pub fn new(number: f64, label: impl Into<Cow<'a, str>>) -> Self {
        Target { number, label: label.into() }
    }
}

/// The value, if it can be drawn.
pub(crate) fn drawable<'v, 'a>(value: Option<&'v Value<'a>>) -> Option<&'v Value<'a>> {
    value.filter(|value| value.number.is_finite())
}
