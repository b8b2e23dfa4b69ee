//! What binds a service: the corporate standards, its own, and what it does not owe.

use super::parts::{Charter, OptOut};
use super::standards::Standard;

/// How a standard binds a service.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bond<'a> {
    /// Every service owes it.
    Corporate,
    /// The service promises it besides.
    Own,
    /// The service promises it on top of a corporate one, and owes both.
    Stricter(&'a Standard),
    /// The service promises it instead of a corporate one, with an approved reason.
    Instead(&'a Standard),
}

/// How a service relates to a corporate standard, from that standard's side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Exception<'a> {
    /// The service does not owe it.
    OptOut(&'a OptOut),
    /// The service promises something looser instead.
    Looser(&'a Standard),
    /// The service promises something stricter on top.
    Stricter(&'a Standard),
}

impl Charter {
    /// The standards that bind a service, in the charter's order.
    pub fn binding<'a>(&'a self, service: &str) -> Vec<(&'a Standard, Bond<'a>)> {
        let binds = |one: &&Standard| {
            let named = &one.scope.services;
            let is_meant = named.is_empty() || named.iter().any(|key| key == service);
            is_meant && !one.not_for.iter().any(|key| key == service)
        };
        self.standards.iter().filter(binds).map(|one| (one, self.bond(one))).collect()
    }

    fn bond<'a>(&'a self, standard: &Standard) -> Bond<'a> {
        let over = standard.over.as_deref().and_then(|id| self.standard(id));
        match over {
            Some(corporate) if standard.because.is_some() => Bond::Instead(corporate),
            Some(corporate) => Bond::Stricter(corporate),
            None if standard.scope.services.is_empty() => Bond::Corporate,
            None => Bond::Own,
        }
    }

    /// The corporate standards that a service does not owe because it opted out.
    pub fn opted_out<'a>(
        &'a self,
        service: &'a str,
    ) -> impl Iterator<Item = (&'a Standard, &'a OptOut)> {
        let of = self.opt_outs.iter().filter(move |out| out.service == service);
        of.filter_map(|out| Some((self.standard(&out.standard)?, out)))
    }

    /// Which services stand otherwise to a standard than the others.
    pub fn exceptions_to<'a>(&'a self, standard: &'a str) -> Vec<Exception<'a>> {
        let out = self.opt_outs.iter().filter(|out| out.standard == standard);
        let over = self.standards.iter().filter(|one| one.over.as_deref() == Some(standard));
        out.map(Exception::OptOut)
            .chain(over.map(|one| match one.because {
                Some(_) => Exception::Looser(one),
                None => Exception::Stricter(one),
            }))
            .collect()
    }
}
