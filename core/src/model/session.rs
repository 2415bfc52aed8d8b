//! Who a key belongs to (`GET /auth/session`).

use serde::Deserialize;

use crate::model::account_key::AccountKey;

/// A person in a team.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct Session {
    /// The person.
    pub user: User,
    /// The team that the key works in.
    pub team: Team,
}

/// The person of a session.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Opaque.
    pub id: String,
    /// The address that the person signs in with at the provider.
    #[serde(default)]
    pub email: Option<String>,
    /// May be missing.
    #[serde(default)]
    pub first_name: Option<String>,
    /// May be missing.
    #[serde(default)]
    pub last_name: Option<String>,
    /// Where the names of teams are.
    #[serde(default)]
    pub team_memberships: Vec<Membership>,
}

/// The team of a session: it has no name of its own.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct Team {
    /// Opaque.
    pub id: String,
    /// The part of an address that names the team.
    #[serde(default)]
    pub namespace: Option<String>,
}

/// A team that the person belongs to.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct Membership {
    /// The team, this time with its name.
    pub team: NamedTeam,
}

/// A team with its name.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct NamedTeam {
    /// Opaque.
    pub id: String,
    /// What people call it.
    #[serde(default)]
    pub name: Option<String>,
}

impl Session {
    /// What the stores of this browser are kept under.
    pub fn account_key(&self) -> AccountKey {
        AccountKey::of_person(&self.team.id, &self.user.id)
    }

    /// The team's name: by its id among the memberships, else its namespace, else the id.
    pub fn team_name(&self) -> &str {
        let named = self.user.team_memberships.iter().find(|membership| membership.team.id == self.team.id);
        let name = named.and_then(|membership| membership.team.name.as_deref());
        name.or(self.team.namespace.as_deref()).filter(|name| !name.is_empty()).unwrap_or(&self.team.id)
    }

    /// The person's name, else the address, else the id.
    pub fn person_name(&self) -> String {
        let names = [self.user.first_name.as_deref(), self.user.last_name.as_deref()];
        let full: Vec<&str> = names.into_iter().flatten().filter(|name| !name.is_empty()).collect();
        if !full.is_empty() {
            return full.join(" ");
        }
        self.user.email.clone().unwrap_or_else(|| self.user.id.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_wherever_they_are() {
        for (text, team, person) in [
            (
                r#"{"user":{"id":"u","email":"a@b","firstName":"Ada","lastName":null,
                   "teamMemberships":[{"team":{"id":"x","name":"Other"}},{"team":{"id":"t","name":"Team T"}}]},
                   "team":{"id":"t","namespace":"tt"}}"#,
                "Team T",
                "Ada",
            ),
            (r#"{"user":{"id":"u","email":"a@b"},"team":{"id":"t","namespace":"tt"}}"#, "tt", "a@b"),
            (r#"{"user":{"id":"u"},"team":{"id":"t"}}"#, "t", "u"),
        ] {
            let session: Session = crate::json::decode(text).expect("a session");
            assert_eq!((session.team_name(), session.person_name().as_str()), (team, person));
        }
    }
}
