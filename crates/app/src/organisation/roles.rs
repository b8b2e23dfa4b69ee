//! Roles to begin with: a body changes them as it likes.

use crate::access::Permission;

/// Ready-made roles: key, name, what they allow.
pub fn ready_made_roles() -> Vec<(String, String, Vec<Permission>)> {
    use Permission as P;
    let adviser = vec![P::SeeRecords, P::LogContacts];
    let officer = vec![P::SeeRecords, P::LogContacts, P::WorkOnCases];
    let manager = [&officer[..], &[P::Reassign, P::Reopen, P::SeeFigures, P::Export]].concat();
    let answers = [P::SeeRestricted, P::Correct, P::AuthoriseExtension];
    let stands_behind = [P::RecordReadings, P::ConfirmStandards, P::ManagePartners];
    let head = [&manager[..], &answers, &stands_behind].concat();
    let services_manager = [&head[..], &[P::ClosePeriods, P::ManageCharter, P::SeeTests]].concat();
    let roles = [
        ("adviser", "Customer service adviser", adviser),
        ("case-officer", "Case officer", officer),
        ("team-manager", "Team manager", manager),
        ("head-of-service", "Head of service", head),
        ("customer-services-manager", "Customer services manager", services_manager),
        (
            "performance-officer",
            "Performance officer",
            vec![P::SeeRecords, P::SeeFigures, P::ClosePeriods, P::Export, P::RecordReadings],
        ),
        (
            "auditor",
            "Auditor",
            vec![
                P::SeeRecords,
                P::SeeRestricted,
                P::SeeFigures,
                P::SeeSystem,
                P::Export,
                P::SeeTests,
            ],
        ),
        ("administrator", "Administrator", vec![P::ManageStaff, P::ManageCharter, P::SeeSystem]),
    ];
    roles.into_iter().map(|(key, name, allows)| (key.into(), name.into(), allows)).collect()
}
