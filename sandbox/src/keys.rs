//! What a key stands for: a person in a team, and what of it the person sees.

use std::sync::Arc;

/// What a key may do in its team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Pays for it.
    Owner,
    /// Sees every machine.
    Admin,
    /// Sees the machines that were shared with it.
    Member,
}

/// The person and the team that a key stands for.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The person.
    pub user_id: &'static str,
    /// The person's address.
    pub email: &'static str,
    /// The person's first name.
    pub first_name: Option<&'static str>,
    /// The person's last name.
    pub last_name: Option<&'static str>,
    /// The team.
    pub team_id: Arc<str>,
    /// What the person may do there.
    pub role: Role,
    /// The machines that a member sees; an admin sees all.
    pub machine_ids: Option<Vec<Arc<str>>>,
}

impl Holder {
    /// Whether the session says `isAdmin`.
    pub fn is_admin(&self) -> bool {
        self.role != Role::Member
    }

    /// What a request with this key is judged by.
    pub fn caller(&self) -> Caller {
        Caller { team_id: Arc::clone(&self.team_id), machine_ids: self.machine_ids.clone() }
    }

    /// Whether the session says `isOwner`.
    pub fn is_owner(&self) -> bool {
        self.role == Role::Owner
    }
}

/// The team and the view that a request's key gives. A handler that takes it answers 401 without a good key.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The team.
    pub team_id: Arc<str>,
    machine_ids: Option<Vec<Arc<str>>>,
}

impl Caller {
    /// Whether the key's holder sees that machine.
    pub fn sees(&self, machine_id: &Arc<str>) -> bool {
        self.machine_ids.as_ref().is_none_or(|ids| ids.contains(machine_id))
    }
}
