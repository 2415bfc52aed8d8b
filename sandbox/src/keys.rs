//! API keys: who holds them, and what the holder sees.

use std::sync::Arc;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Owner,
    Admin,
    /// Sees only the machines that were shared with it.
    Member,
}

#[derive(Clone, Debug)]
pub struct Holder {
    pub user_id: &'static str,
    pub email: &'static str,
    pub first_name: Option<&'static str>,
    pub last_name: Option<&'static str>,
    pub team_id: Arc<str>,
    pub role: Role,
    /// `None`: all.
    pub machine_ids: Option<Vec<Arc<str>>>,
}

impl Holder {
    pub fn is_admin(&self) -> bool {
        self.role != Role::Member
    }

    pub fn caller(&self) -> Caller {
        Caller { team_id: Arc::clone(&self.team_id), machine_ids: self.machine_ids.clone() }
    }

    pub fn is_owner(&self) -> bool {
        self.role == Role::Owner
    }
}

/// Who makes a request. A handler that takes it answers 401 without a valid key.
#[derive(Clone, Debug)]
pub struct Caller {
    pub team_id: Arc<str>,
    machine_ids: Option<Vec<Arc<str>>>,
}

impl Caller {
    pub fn sees(&self, machine_id: &Arc<str>) -> bool {
        self.machine_ids.as_ref().is_none_or(|ids| ids.contains(machine_id))
    }
}
