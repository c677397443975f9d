"""A sheet is imported whole or not at all; every fault is told with its row, its column and the fix in Finnish."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.catalogue_state import read_state
from service_catalog.exporters.rows import plain_services
from service_catalog.importers.sheet.cells import Cells, Known
from service_catalog.importers.sheet.columns import SheetError, SheetProblem, sheet_texts
from service_catalog.importers.sheet.load import SheetImport, import_sheet
from service_catalog.importers.sheet.table import SheetRow, read_table
from service_catalog.importers.sheet.template import write_template

TODAY = dt.date(2026, 11, 24)
GOOD = {
    "id": "",
    "organization.name": "Esimerkkiyhdistys ry",
    "organization.website": "https://www.example.org",
    "organization.legal_status": "yhdistys",
    "name": "Avoin olohuone",
    "alternate_name": "kahvihetki; asukastupa",
    "description": "Voit tulla juomaan kahvia ja tapaamaan muita.",
    "taxonomy_term.code": "kohtaamispaikka; yksinaisyys",
    "service_area.name": "Nokia, Pirkanmaan hyvinvointialue",
    "application_process": "Tule paikalle aukioloaikana.",
    "location.name": "Esimerkkitalo",
    "address.address_1": "Esimerkkikatu 1",
    "address.postal_code": "00000",
    "address.city": "Nokia",
    "email": "toimisto@example.org",
    "url": "https://www.example.org/olohuone",
    "schedule.byday": "ma-ke; la",
    "schedule.opens_at": "9.00; 10",
    "schedule.closes_at": "15.30; 13.00",
    "schedule.valid_to": "18.12.2026",
    "cost_option.amount": "0",
    "minimum_age": "18",
    "language.code": "suomi; en",
    "assured_date": "24.11.2026",
}


def write_csv(
    folder: Path, *rows: dict[str, str], delimiter: str = ";", encoding: str = "utf-8", name: str = "yhdistykset.csv"
) -> Path:
    path = folder / name
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(GOOD | rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_xlsx(folder: Path, *rows: dict[str, Any]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    path = folder / "yhdistykset.xlsx"
    book.save(path)
    return path


def load(engine: Engine, path: Path, **how: Any) -> SheetImport:
    with Session(engine) as session, session.begin():
        return import_sheet(session, path, TODAY, **how)


def only(engine: Engine) -> dict[str, Any]:
    with Session(engine) as session:
        (plain,) = plain_services(session)
        return plain


def told(engine: Engine, path: Path) -> str:
    with pytest.raises(SheetError) as caught:
        load(engine, path)
    return str(caught.value)


def test_a_row_becomes_a_service(empty: Engine, tmp_path: Path) -> None:
    load(empty, write_csv(tmp_path, GOOD))
    plain = only(empty)
    assert plain["name"] == "Avoin olohuone"
    assert plain["keywords"] == ["kahvihetki", "asukastupa"]
    assert plain["external_id"] == "yhdistykset#esimerkkiyhdistys_ry_avoin_olohuone"
    assert [need["need_id"] for need in plain["needs"]] == ["kohtaamispaikka", "yksinaisyys"]
    assert [(area["kind"], area["code"]) for area in plain["areas"]] == [("county", "08"), ("municipality", "536")]
    assert (plain["threshold"], plain["cost_free"], plain["cost_text"]) == ("open", True, "Maksuton.")
    assert (plain["valid_until"], plain["checked_on"]) == (dt.date(2026, 12, 18), TODAY)
    assert plain["languages"] == ["fi", "en"]
    assert [(c["kind"], c["text"], c["min_age"]) for c in plain["conditions"]] == [
        ("age", "Palvelu on vähintään 18-vuotiaille.", 18)
    ]
    place, email, web = plain["channels"]
    assert (place["kind"], place["place_name"], place["municipality"]) == ("place", "Esimerkkitalo", "Nokia")
    assert place["hours_text"] == "ma–ke klo 9–15.30, la klo 10–13"
    assert place["weekly"] == [
        {"days": ["mo", "tu", "we"], "opens": "09:00", "closes": "15:30"},
        {"days": ["sa"], "opens": "10:00", "closes": "13:00"},
    ]
    assert (email["kind"], web["kind"], web["weekly"]) == ("email", "web", [])
    assert plain["organisation"]["kind"] == "ngo"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_every_usual_csv_is_read_the_same(empty: Engine, tmp_path: Path, delimiter: str, encoding: str) -> None:
    row = GOOD | {"name": "Äijäkerho", "description": "Voit tulla mukaan, jos olet yksin.\nKahvi on pöydässä."}
    load(empty, write_csv(tmp_path, row, delimiter=delimiter, encoding=encoding))
    assert only(empty)["name"] == "Äijäkerho"
    assert only(empty)["summary"] == "Voit tulla mukaan, jos olet yksin. Kahvi on pöydässä."


def test_excel_cells_of_days_times_and_numbers_are_read(empty: Engine, tmp_path: Path) -> None:
    cells = {
        "assured_date": dt.datetime(2026, 11, 20),  # noqa: DTZ001 # as Excel gives it
        "schedule.byday": "ma",
        "schedule.opens_at": dt.time(9, 30),
        "schedule.closes_at": dt.time(12),
        "minimum_age": 18.0,
        "cost_option.amount": 2.5,
    }
    load(empty, write_xlsx(tmp_path, GOOD | cells))
    plain = only(empty)
    assert plain["checked_on"] == dt.date(2026, 11, 20)
    assert plain["channels"][0]["weekly"] == [{"days": ["mo"], "opens": "09:30", "closes": "12:00"}]
    assert plain["cost_free"] is False


def test_finnish_titles_are_column_names_too(empty: Engine, tmp_path: Path) -> None:
    titles = {column.name: column.title for column in sheet_texts().columns}
    path = tmp_path / "suomeksi.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[titles[name].upper() for name in GOOD], list(GOOD.values())])
    load(empty, path)
    assert only(empty)["name"] == "Avoin olohuone"


FAULTS: list[tuple[dict[str, str], str, str]] = [
    ({"name": ""}, "name", "Tieto puuttuu. Nimi, jolla ihmiset tuntevat"),
    ({"organization.name": ""}, "organization.name", "Tieto puuttuu"),
    ({"description": "Kahvia."}, "description", "liian lyhyt"),
    ({"description": "a" * 400}, "description", "400 merkkiä pitkä. Lyhennä se enintään 320 merkkiin."),
    ({"description": "Tule mukaan heti!"}, "description", "huutomerkki"),
    ({"application_process": "Sinulla on oikeus tulla."}, "application_process", "sinulla on oikeus"),
    ({"name": "=HYPERLINK(1)"}, "name", "alkaa merkillä ="),
    ({"description": "@SUM(A1) ja muuta"}, "description", "alkaa merkillä @"),
    ({"fees_description": "-2+3"}, "fees_description", "alkaa merkillä -"),
    ({"name": "\t=1+1"}, "name", "Poista merkki solun alusta"),
    ({"id": "Oma Tunnus"}, "id", "Tunnus Oma Tunnus ei kelpaa"),
    ({"organization.legal_status": "klubi"}, "organization.legal_status", "Kirjoita jokin näistä: yhdistys"),
    ({"attribute.threshold": "ehkä"}, "attribute.threshold", "avoin, ajanvaraus, päätös"),
    ({"taxonomy_term.code": "yksinäisyy"}, "taxonomy_term.code", "Lähin on: yksinaisyys"),
    ({"service_area.name": "Nokialla"}, "service_area.name", "Lähin on: Nokia"),
    ({"address.city": "Nokialla"}, "address.city", "Lähin on: Nokia"),
    ({"url": "www.example.org"}, "url", "Kirjoita koko osoite"),
    ({"url": "javascript:alert(1)"}, "url", "ei kelpaa"),
    ({"organization.website": "ei ole"}, "organization.website", "ei kelpaa"),
    ({"email": "toimisto(at)example.org"}, "email", "Tarkista osoite"),
    ({"email": "maija.meikalainen@example.org"}, "email", "näyttää ihmisen omalta"),
    ({"phone.number": "401"}, "phone.number", "alkuun 0 tai +358"),
    ({"address.postal_code": "1300"}, "address.postal_code", "Muuta solu tekstiksi"),
    ({"schedule.valid_to": "31.2.2026"}, "schedule.valid_to", "Kirjoita päivä näin: 24.11.2026"),
    ({"schedule.valid_from": "19.12.2026"}, "schedule.valid_to", "ennen alkamispäivää"),
    ({"assured_date": "1.1.2027"}, "assured_date", "tulevaisuudessa"),
    ({"assured_date": "eilen"}, "assured_date", "Päivä eilen ei kelpaa"),
    ({"schedule.byday": "maanantai; la"}, "schedule.byday", "Viikonpäivää maanantai ei tunneta"),
    ({"schedule.byday": "pe-ma; la"}, "schedule.byday", "ma-pe tai ma, ke"),
    ({"schedule.opens_at": "9.00"}, "schedule.byday", "ei ole yhtä monta"),
    ({"schedule.opens_at": "25; 10"}, "schedule.opens_at", "Kellonaika 25 ei kelpaa"),
    ({"schedule.closes_at": "24.30; 13"}, "schedule.closes_at", "Kellonaika 24.30 ei kelpaa"),
    ({"minimum_age": "aikuinen"}, "minimum_age", "Kirjoita ikä vuosina"),
    ({"maximum_age": "15"}, "maximum_age", "Yläikäraja on pienempi"),
    ({"cost_option.amount": "vähän"}, "cost_option.amount", "Kirjoita luku"),
    ({"language.code": "klingon"}, "language.code", "Kieltä klingon ei tunneta"),
]


@pytest.mark.parametrize(("change", "column", "fix"), FAULTS, ids=[f"{c}-{f[:20]}" for _, c, f in FAULTS])
def test_a_fault_is_told_with_its_row_column_and_fix(
    empty: Engine, tmp_path: Path, change: dict[str, str], column: str, fix: str
) -> None:
    said = told(empty, write_csv(tmp_path, GOOD | {"id": "toinen"} | change, GOOD | {"name": "Toinen"}))
    assert f"Rivi 2, sarake {column} (" in said
    assert fix in said
    with Session(empty) as session:
        assert session.scalars(select(models.Service)).all() == []
        assert session.scalars(select(models.Organisation)).all() == []


def test_a_row_without_a_way_to_reach_it_is_told(empty: Engine, tmp_path: Path) -> None:
    row = GOOD | {"email": "", "url": "", "location.name": "", "address.address_1": "", "address.postal_code": ""}
    assert "Rivi 2: Palveluun ei ole yhteystietoa" in told(empty, write_csv(tmp_path, row))


def test_an_address_without_a_name_or_municipality_is_told(empty: Engine, tmp_path: Path) -> None:
    assert "Täytä sarakkeet location.name" in told(empty, write_csv(tmp_path, GOOD | {"location.name": ""}))


def test_all_faults_of_all_rows_are_told_at_once(empty: Engine, tmp_path: Path) -> None:
    said = told(
        empty, write_csv(tmp_path, GOOD | {"url": "x", "email": "x"}, GOOD | {"name": "Muu"}, GOOD | {"name": ""})
    )
    assert [line.split(",")[0] for line in said.splitlines()] == ["Rivi 2", "Rivi 2", "Rivi 4"]


def test_the_line_is_that_of_the_file_when_cells_hold_line_breaks(empty: Engine, tmp_path: Path) -> None:
    long = GOOD | {"name": "Toinen", "fees_description": "Kahvi\nmaksaa\n2 euroa."}
    assert "Rivi 5, sarake url" in told(empty, write_csv(tmp_path, long, GOOD | {"fees_description": "", "url": "x"}))


def test_the_same_service_twice_is_told(empty: Engine, tmp_path: Path) -> None:
    assert "on jo rivillä 2" in told(empty, write_csv(tmp_path, GOOD, GOOD))


def test_skipping_the_bad_imports_the_rest_and_retires_nothing(empty: Engine, tmp_path: Path) -> None:
    load(empty, write_csv(tmp_path, GOOD, GOOD | {"name": "Toinen"}))
    done = load(empty, write_csv(tmp_path, GOOD | {"url": "x"}, GOOD | {"name": "Kolmas"}), skip_bad=True)
    assert (done.changes.added, done.changes.gone, len(done.problems)) == (1, 0, 1)
    with Session(empty) as session:
        assert {row.status for row in session.scalars(select(models.Service))} == {"published"}


def test_importing_twice_changes_nothing(empty: Engine, tmp_path: Path) -> None:
    path = write_csv(tmp_path, GOOD, GOOD | {"name": "Toinen"})
    load(empty, path)
    with Session(empty) as session:
        before, version = plain_services(session), read_state(session, "version")
    assert not load(empty, path).changes.any()
    with Session(empty) as session:
        assert plain_services(session) == before
        assert read_state(session, "version") == version


def test_a_changed_row_changes_its_service_only(empty: Engine, tmp_path: Path) -> None:
    load(empty, write_csv(tmp_path, GOOD, GOOD | {"name": "Toinen"}))
    changes = load(empty, write_csv(tmp_path, GOOD | {"minimum_age": "20"}, GOOD | {"name": "Toinen"})).changes
    assert (changes.added, changes.changed, changes.unchanged, changes.gone) == (0, 1, 1, 0)


def test_a_row_gone_from_its_sheet_is_retired_and_other_sheets_stay(empty: Engine, tmp_path: Path) -> None:
    load(empty, write_csv(tmp_path, GOOD | {"name": "Muu"}, name="toinen_taulukko.csv"))
    load(empty, write_csv(tmp_path, GOOD, GOOD | {"name": "Toinen"}))
    assert load(empty, write_csv(tmp_path, GOOD)).changes.gone == 1
    assert load(empty, write_csv(tmp_path, GOOD)).changes.gone == 0
    with Session(empty) as session:
        status = {row.name: row.status for row in session.scalars(select(models.Service))}
    assert status == {"Avoin olohuone": "published", "Toinen": "retired", "Muu": "published"}
    assert load(empty, write_csv(tmp_path, GOOD, GOOD | {"name": "Toinen"})).changes.changed == 1


def test_a_local_edit_survives_the_next_import(empty: Engine, tmp_path: Path) -> None:
    load(empty, write_csv(tmp_path, GOOD))
    with Session(empty) as session, session.begin():
        edit = models.LocalEdit(
            service_id=only(empty)["id"], field="note", value="Muuttaa.", made_by="x", made_on=TODAY
        )
        session.add(edit)
    load(empty, write_csv(tmp_path, GOOD | {"minimum_age": "20"}))
    assert only(empty)["note"] == "Muuttaa."


def test_an_organisation_that_is_known_is_not_made_anew(empty: Engine, tmp_path: Path) -> None:
    with Session(empty) as session, session.begin():
        session.add(models.Organisation(id="oma", name="Esimerkkiyhdistys ry", kind="ngo", url="https://oma.example"))
    load(empty, write_csv(tmp_path, GOOD))
    assert only(empty)["organisation"]["id"] == "oma"
    assert only(empty)["organisation"]["url"] == "https://oma.example"


@pytest.mark.parametrize(
    ("name", "content", "fix"),
    [
        ("a.csv", b"", "ei ole yhtään palvelua"),
        ("a.csv", b"nimi;puhelin\r\nx;y\r\n", "Saraketta nimi ei tunneta"),
        ("a.csv", b"name;name\r\nx;y\r\n", "name on taulukossa kahdesti"),
        ("a.csv", b"name;url\r\nx;y\r\n", "Sarake organization.name puuttuu"),
        ("a.csv", b"name;\x81\x8d\r\n", "merkist\u00f6 ei ole"),
        ("a.csv", b'name;"url\r\n', "ei voi lukea taulukkona"),
        ("a.xlsx", b"PK\x03\x04 broken", "ei voi lukea taulukkona"),
        ("a.ods", b"x", "Tallenna se muotoon .xlsx tai .csv"),
    ],
)
def test_a_file_that_is_no_sheet_is_told(empty: Engine, tmp_path: Path, name: str, content: bytes, fix: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert fix in told(empty, path)


def test_a_missing_file_is_told(empty: Engine, tmp_path: Path) -> None:
    assert "Tiedostoa puuttuu.csv ei ole" in told(empty, tmp_path / "puuttuu.csv")


def test_a_row_with_too_many_cells_is_told(empty: Engine, tmp_path: Path) -> None:
    path = write_csv(tmp_path, GOOD)
    path.write_text(path.read_text(encoding="utf-8").rstrip() + ";liikaa\n", encoding="utf-8")
    assert f"Rivi 2: Rivillä on {len(GOOD) + 1} solua" in told(empty, path)


def test_a_formula_in_an_excel_cell_is_told(empty: Engine, tmp_path: Path) -> None:
    said = told(empty, write_xlsx(tmp_path, GOOD | {"name": '=CONCATENATE("a","b")'}))
    assert "Rivi 2, sarake name (Palvelun nimi): Solussa on kaava" in said


def test_a_workbook_that_unpacks_too_large_is_refused(empty: Engine, tmp_path: Path) -> None:
    path = tmp_path / "pommi.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("xl/a.xml", "w") as inside:
        for _ in range(201):
            inside.write(bytes(1_000_000))
    assert "liian suuri" in told(empty, path)


def test_a_workbook_whose_text_grows_without_end_is_refused(empty: Engine, tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><worksheet>&l9;</worksheet>'
    good = write_xlsx(tmp_path, GOOD)
    path = tmp_path / "nauru.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w") as packed:
        for one in source.namelist():
            packed.writestr(one, bomb if one.endswith("sheet1.xml") else source.read(one))
    assert "ei voi lukea taulukkona" in told(empty, path)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_filled_template_is_read_and_its_guide_is_not(empty: Engine, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"pohja{suffix}"
    write_template(path, {"velka": "Velat"})
    if suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            names = next(csv.reader(file, delimiter=";"))
        line = io.StringIO()
        csv.writer(line, delimiter=";").writerow([GOOD.get(name, "") for name in names])
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write(line.getvalue())
    else:
        book = openpyxl.load_workbook(path)
        sheet = book[sheet_texts().sheet_name]
        names = [str(cell.value) for cell in sheet[1]]
        for number, name in enumerate(names, start=1):
            sheet.cell(3, number, GOOD.get(name))
        book.save(path)
    assert names == [column.name for column in sheet_texts().columns]
    load(empty, path)
    assert only(empty)["name"] == "Avoin olohuone"


def test_an_empty_template_says_that_it_is_empty(empty: Engine, tmp_path: Path) -> None:
    write_template(tmp_path / "pohja.xlsx", {})
    assert "ei ole yhtään palvelua" in told(empty, tmp_path / "pohja.xlsx")


def test_every_fault_has_a_text_that_fills() -> None:
    for kind in sheet_texts().problems:
        values: dict[str, object] = {"value": "x", "most": 1, "length": 1, "nearest": "y"}
        assert "{" not in str(SheetProblem(1, "name", kind, values)), kind


def test_the_examples_of_the_guide_are_right(empty: Engine, tmp_path: Path) -> None:
    """But for the telephone number, which is no number on purpose."""
    example = {one.name: one.example for one in sheet_texts().columns if one.name != "phone.number"}
    path = write_csv(tmp_path, example)
    load(empty, path)
    assert only(empty)["id"] == "sheet_yhdistykset_esimerkki_olohuone"


KNOWN = Known({"velka": "Velat"}, {}, [], {}, {"suomi": "fi"}, TODAY)


@settings(max_examples=200)
@given(st.sampled_from([one.name for one in sheet_texts().columns]), st.text(max_size=30))
def test_no_text_in_a_cell_breaks_the_reading(name: str, text: str) -> None:
    cells = Cells(SheetRow(2, {name: text}), KNOWN)
    for read in (
        cells.text,
        cells.url,
        cells.email,
        cells.phone,
        cells.postal_code,
        cells.day,
        cells.age,
        cells.amount,
    ):
        read(name)
    for listed in (cells.needs, cells.areas, cells.languages):
        listed(name)
    cells.spans(name, name, name)
    cells.key(name)
    for problem in cells.problems:
        assert str(problem).startswith("Rivi 2")


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_a_file(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "tavuja.csv"
    path.write_bytes(content)
    with pytest.raises(SheetError):
        read_table(path)
