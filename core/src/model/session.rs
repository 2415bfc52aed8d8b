//! Whose token it is (`GET /auth/session`).

use serde::Deserialize;

use crate::model::account_key::AccountKey;

#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct Session {
    pub user: User,
    pub team: Team,
}

#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub first_name: Option<String>,
    #[serde(default)]
    pub last_name: Option<String>,
    /// The only place with the names of teams.
    #[serde(default)]
    pub team_memberships: Vec<Membership>,
}

/// It has no name here.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct Team {
    pub id: String,
    /// The team's part of an address.
    #[serde(default)]
    pub namespace: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct Membership {
    pub team: NamedTeam,
}

#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct NamedTeam {
    pub id: String,
    #[serde(default)]
    pub name: Option<String>,
}

impl Session {
    pub fn account_key(&self) -> AccountKey {
        AccountKey::of_person(&self.team.id, &self.user.id)
    }

    /// The name among the memberships, else the namespace, else the id.
    pub fn team_name(&self) -> &str {
        let named = self.user.team_memberships.iter().find(|membership| membership.team.id == self.team.id);
        let name = named.and_then(|membership| membership.team.name.as_deref());
        name.or(self.team.namespace.as_deref()).filter(|name| !name.is_empty()).unwrap_or(&self.team.id)
    }

    /// The full name, else the email address, else the id.
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
    use crate::json::{self, Json};

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
            let session: Session = json::decode(&Json::read(text).expect("JSON")).expect("a session");
            assert_eq!((session.team_name(), session.person_name().as_str()), (team, person));
        }
    }
}
