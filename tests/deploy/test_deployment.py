"""What deploys Luotsi keeps Rasa and the actions inside, checks the model, calls nobody, and names no model address."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from deploy.local.__main__ import children
from deploy.local.paths import ROOT
from deploy.supply.findings import known_problems

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text(encoding="utf-8"))
UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))
HELM = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "deploy/helm/luotsi/templates").glob("*")}


def test_only_the_web_has_a_port_and_only_on_this_machine() -> None:
    ports = {name: service["ports"] for name, service in COMPOSE["services"].items() if "ports" in service}
    assert ports == {"web": ["127.0.0.1:8000:8000"]}
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert {name for name, one in COMPOSE["services"].items() if "outside" in one["networks"]} == {"web"}


def test_every_rasa_of_the_web_is_there_and_checks_its_model() -> None:
    urls = COMPOSE["services"]["web"]["environment"]["LUOTSI_RASA_URLS"].split(",")
    names = [re.fullmatch(r"http://([\w-]+):5005", url)[1] for url in urls]  # type: ignore[index]
    for name in names:
        rasa = COMPOSE["services"][name]
        assert f"models/{'${LUOTSI_MODEL_NAME}'}.tar.gz" in rasa["command"]
        assert rasa["environment"]["LUOTSI_MODEL"] in rasa["command"]
        assert rasa["environment"]["LUOTSI_MODEL_SHA256"]
        assert rasa["volumes"] == ["../models:/luotsi/models:ro"]


def test_containers_have_no_more_rights_than_they_need() -> None:
    for name, service in COMPOSE["services"].items():
        if name != "postgres":
            assert service["read_only"] is True, name
            assert service["cap_drop"] == ["ALL"], name
    assert "USER luotsi" in (ROOT / "deploy/Dockerfile").read_text(encoding="utf-8")


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_units_are_shut_in(unit: Any) -> None:
    text = unit.read_text(encoding="utf-8")
    for line in ("NoNewPrivileges=true", "ProtectSystem=strict", "PrivateTmp=true", "Restart=always"):
        assert line in text, line
    if "web" not in unit.name:
        assert "IPAddressDeny=any" in text


def test_telemetry_is_off_and_the_api_of_rasa_and_model_addresses_are_nowhere() -> None:
    local = {child.name: child for child in children(ROOT / "models" / "none.tar.gz", 1, 2, 3)}
    assert local["rasa"].environment["RASA_TELEMETRY_ENABLED"] == "false"
    assert local["rasa"].environment["SANIC_HOST"] == "127.0.0.1"
    for path in [*UNITS, ROOT / "deploy/Dockerfile", ROOT / "deploy/compose.yaml"]:
        text = path.read_text(encoding="utf-8")
        assert "--enable-api" not in text
        assert "--cors" not in text
    assert "--enable-api" not in " ".join(HELM.values())
    assert "RASA_TELEMETRY_ENABLED=false" in (ROOT / "deploy/Dockerfile").read_text(encoding="utf-8")
    assert "RASA_TELEMETRY_ENABLED=false" in (ROOT / "deploy/systemd/luotsi-rasa@.service").read_text(encoding="utf-8")
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    assert set(endpoints) == {"action_endpoint", "tracker_store"}


def rendered(text: str) -> str:
    """A template with its helpers put in and `x` for every value: enough to see that YAML comes out."""
    helpers = dict(re.findall(r'define "([\w.]+)" -}}\n(.*?)\n{{- end }}', HELM["_helpers.tpl"], re.DOTALL))

    def put_in(match: re.Match[str]) -> str:
        return "\n" + "\n".join(" " * int(match[2]) + line for line in helpers[match[1]].splitlines())

    text = re.sub(r' ?{{- include "([\w.]+)" \. \| nindent (\d+) }}', put_in, text)
    text = re.sub(r" ?{{- toYaml .*? }}", " {}", text)
    text = re.sub(r"^{{- (if|end).*}}$", "", text, flags=re.MULTILINE)
    return re.sub(r"{{.*?}}", "x", text)


@pytest.mark.parametrize("name", [name for name in HELM if name.endswith(".yaml")])
def test_the_chart_gives_yaml_of_kubernetes_kinds(name: str) -> None:
    for document in yaml.safe_load_all(rendered(HELM[name])):
        assert {"apiVersion", "kind", "metadata", "spec"} <= set(document), name
        pod = document["spec"].get("template", {}).get("spec")
        if pod:
            assert pod["securityContext"]["runAsNonRoot"] is True
            assert pod["containers"][0]["securityContext"]["readOnlyRootFilesystem"] is True


def test_the_chart_asks_for_the_hash_of_the_model() -> None:
    assert 'required "model.sha256 is the hash of the trained model"' in HELM["rasa.yaml"]


def test_known_findings_are_explained_reviewed_and_as_they_are_locked() -> None:
    assert known_problems(ROOT) == []
