"""How an outsider tries the routes of operators, which are not there for them; part of `test_isolation`."""

from tests.standing.attempts import Try

OPERATORS: dict[tuple[str, str], Try] = {
    ("GET", "/api/operator/bodies"): Try(),
    ("POST", "/api/operator/bodies"): Try({"name": "外の団体", "administrator": "外", "login": "soto"}),
    ("GET", "/api/operator/bodies/{organization_id}"): Try(),
    ("PATCH", "/api/operator/bodies/{organization_id}"): Try({"name": "改名市"}),
    ("POST", "/api/operator/bodies/{organization_id}/suspend"): Try({"reason": "外から"}),
    ("POST", "/api/operator/bodies/{organization_id}/reopen"): Try(),
    ("POST", "/api/operator/bodies/{organization_id}/administrator"): Try({"account": "sato", "reason": "外から"}),
    ("POST", "/api/operator/bodies/{organization_id}/administrator/new"): Try(
        {"name": "外", "login": "soto", "reason": "外から"}
    ),
    ("GET", "/api/operator/operators"): Try(),
    ("POST", "/api/operator/operators"): Try({"name": "外", "login": "soto"}),
    ("DELETE", "/api/operator/operators/{member_id}"): Try(),
    ("POST", "/api/operator/operators/{member_id}/reset"): Try({"reason": "外から"}),
    ("PUT", "/api/operator/operators/demand"): Try({"demand": "any"}),
    ("GET", "/api/operator/municipalities"): Try(query={"q": "宮崎"}),
    ("GET", "/api/operator/plans"): Try(),
    ("PUT", "/api/operator/plans/{plan}"): Try({}),
    ("GET", "/api/operator/condition"): Try(),
    ("POST", "/api/operator/jobs/{job_id}/retry"): Try(),
    ("GET", "/api/operator/acts"): Try(),
}
