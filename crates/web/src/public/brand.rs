//! The body's colours, as a style sheet of their own.

use crate::http::{Answer, Asked, Trouble};

/// The style sheet.
pub(crate) fn style(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let colour = &asked.organisation.brand_colour;
    // Only what is a colour gets into a style sheet.
    let is_colour = colour.len() == 7
        && colour.starts_with('#')
        && colour[1..].bytes().all(|byte| byte.is_ascii_hexdigit());
    let style = if is_colour {
        format!(":root{{--govuk-brand-colour:{colour};--kept-header-colour:{colour}}}\n")
    } else {
        String::new()
    };
    Ok(Answer::style(style))
}
