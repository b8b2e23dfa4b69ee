//! Settings: from a file, overruled by the environment. The only place that reads either.

use crate::ending::{Ended, Ending, refused};
use crate::output;
use clap::Args;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A setting: where it stands in the file, what it is without one, what it says.
pub(crate) struct Setting {
    pub(crate) section: &'static str,
    pub(crate) key: &'static str,
    pub(crate) default: &'static str,
    pub(crate) says: &'static str,
}

/// Every setting there is.
pub(crate) const SETTINGS: [Setting; 6] = [
    Setting {
        section: "database",
        key: "url",
        default: "sqlite:kept.db",
        says: "Where the records are: `sqlite:FILE` or `postgres://USER:PASSWORD@HOST/DATABASE`. A relative file is looked for in the folder that Kept is started in",
    },
    Setting {
        section: "server",
        key: "listen",
        default: "127.0.0.1:8080",
        says: "The address and port that pages are served on. Behind a proxy on the same machine leave it as it is",
    },
    Setting {
        section: "server",
        key: "address",
        default: "",
        says: "The address that people reach the pages by, such as `https://kept.yourcouncil.example`. Links that are sent out begin with it",
    },
    Setting {
        section: "server",
        key: "https",
        default: "true",
        says: "Whether browsers reach the pages by HTTPS. Sign-ins are then kept for HTTPS alone. `false` is for a trial on one machine",
    },
    Setting {
        section: "server",
        key: "behind_proxy",
        default: "false",
        says: "Whether a proxy of yours stands in front. Kept then takes the last address in `X-Forwarded-For` as where a request comes from. Without a proxy leave it `false`, or anybody could claim any address",
    },
    Setting {
        section: "log",
        key: "level",
        default: "info",
        says: "How much is logged, to standard error: `error`, `warn`, `info` or `debug`. Personal data never is",
    },
];

/// The settings in force.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    values: BTreeMap<(&'static str, &'static str), String>,
}

impl Config {
    /// Reads the file, if there is one, and the environment.
    pub(crate) fn read(file: Option<&Path>) -> Result<Config, Ending> {
        let written = match file {
            Some(path) => read_file(path)?,
            None => BTreeMap::new(),
        };
        let mut values = BTreeMap::new();
        for setting in &SETTINGS {
            let name = (setting.section, setting.key);
            let from_file = written.get(&name).cloned();
            let value =
                environment(setting).or(from_file).unwrap_or_else(|| setting.default.into());
            values.insert(name, value);
        }
        Ok(Config { values })
    }

    /// A setting's value; empty if it has none.
    pub(crate) fn get(&self, section: &'static str, key: &'static str) -> &str {
        self.values.get(&(section, key)).map_or("", String::as_str)
    }

    /// A setting that is true or false.
    pub(crate) fn yes(&self, section: &'static str, key: &'static str) -> Result<bool, Ending> {
        match self.get(section, key) {
            "true" => Ok(true),
            "false" => Ok(false),
            other => Err(refused(format!("{section}.{key} is \"{other}\". Write true or false."))),
        }
    }

    /// The same with another value, for a command that decides it itself.
    pub(crate) fn with(mut self, section: &'static str, key: &'static str, value: &str) -> Config {
        self.values.insert((section, key), value.to_owned());
        self
    }
}

#[expect(clippy::disallowed_methods, reason = "only kept knows the environment")]
fn environment(setting: &Setting) -> Option<String> {
    let name = variable(setting);
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The name of the system's user, for the history of what the console does.
#[expect(clippy::disallowed_methods, reason = "only kept knows the environment")]
pub(crate) fn system_user() -> String {
    let named = ["USER", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    named.filter(|name| !name.is_empty()).unwrap_or_else(|| "unknown".to_owned())
}

/// The variable that overrules a setting: `KEPT_SERVER_LISTEN`.
pub(crate) fn variable(setting: &Setting) -> String {
    format!("KEPT_{}_{}", setting.section.to_uppercase(), setting.key.to_uppercase())
}

type Written = BTreeMap<(&'static str, &'static str), String>;

fn read_file(path: &Path) -> Result<Written, Ending> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|e| {
        refused(format!("The settings {name} could not be read: {e}. Check the name."))
    })?;
    let document = text.parse::<toml_edit::DocumentMut>();
    let document = document.map_err(|e| {
        let place = rules::charter::Place::of(&text, e.span().map_or(0, |at| at.start));
        let (line, column) = (place.line, place.column);
        refused(format!("{name}: line {line}, column {column}: this is not TOML: {}.", e.message()))
    })?;
    let mut written = Written::new();
    for (section, table) in document.iter() {
        let table = table.as_table().ok_or_else(|| {
            refused(format!("{name}: \"{section}\" must be a section, [{section}]."))
        })?;
        for (key, item) in table {
            let known = SETTINGS.iter().find(|s| s.section == section && s.key == key);
            let Some(setting) = known else {
                let all: Vec<String> =
                    SETTINGS.iter().map(|s| format!("{}.{}", s.section, s.key)).collect();
                return Err(refused(format!(
                    "{name}: there is no setting {section}.{key}. There are: {}.",
                    all.join(", ")
                )));
            };
            let value = match item.as_value() {
                Some(value) if value.is_str() => value.as_str().unwrap_or_default().to_owned(),
                Some(value) => value.to_string().trim().to_owned(),
                None => return Err(refused(format!("{name}: {section}.{key} has no value."))),
            };
            written.insert((setting.section, setting.key), value);
        }
    }
    Ok(written)
}

/// `kept config show`.
#[derive(Args)]
#[command(after_help = "Example:\n  kept config show --config /etc/kept.toml")]
pub(crate) struct Show {
    /// Read the settings from this file
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Shows the settings in force, secrets hidden.
pub(crate) fn show(call: &Show) -> Ended {
    let config = Config::read(call.config.as_deref())?;
    let hidden = |setting: &Setting| hide(config.get(setting.section, setting.key));
    if call.json {
        let mut sections: Map<String, Value> = Map::new();
        for setting in &SETTINGS {
            let section = sections.entry(setting.section).or_insert_with(|| json!({}));
            section[setting.key] = json!(hidden(setting));
        }
        return output::json(&Value::Object(sections));
    }
    SETTINGS.iter().try_for_each(|setting| {
        output::line(format_args!("{}.{} = {}", setting.section, setting.key, hidden(setting)))
    })
}

/// `kept config reference`: every setting, for the guide.
pub(crate) fn reference() -> Ended {
    output::line(
        "# Settings\n\nWritten by the program itself (`make docs`).\n\nEvery setting has a variable in \
         the environment. `kept serve`, `kept doctor` and `kept config show` also read a file, \
         which `--config` names; the environment overrules it. All other commands read the \
         environment alone: `database.url`, and `server.address` for the link that `kept user \
         add` prints.\n\n```toml\n[database]\nurl = \
         \"sqlite:/var/lib/kept/kept.db\"\n\n[server]\naddress = \
         \"https://kept.yourcouncil.example\"\nbehind_proxy = true\n```\n\n`kept config show` \
         shows what is in force, with secrets hidden. A setting in the file that is not in this \
         table is refused.\n\n| setting | variable | without it | what it says |\n\
         |---|---|---|---|",
    )?;
    SETTINGS.iter().try_for_each(|setting| {
        let default = match setting.default {
            "" => "–".to_owned(),
            default => format!("`{default}`"),
        };
        output::line(format_args!(
            "| `{}.{}` | `{}` | {default} | {} |",
            setting.section,
            setting.key,
            variable(setting),
            setting.says
        ))
    })
}

/// An address of a database without its password.
fn hide(value: &str) -> String {
    let Some((scheme, rest)) = value.split_once("://") else { return value.to_owned() };
    match rest.rsplit_once('@').map(|(user, host)| (user.split(':').next().unwrap_or(""), host)) {
        Some((user, host)) => format!("{scheme}://{user}:…@{host}"),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_hidden_and_nothing_else() {
        for (value, shown) in [
            ("sqlite:kept.db", "sqlite:kept.db"),
            ("postgres://kept:se@cret@db.example/kept", "postgres://kept:…@db.example/kept"),
            ("postgres://db.example/kept", "postgres://db.example/kept"),
            ("https://kept.example", "https://kept.example"),
        ] {
            assert_eq!(hide(value), shown);
        }
    }
}
