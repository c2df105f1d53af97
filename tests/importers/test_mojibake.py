import pytest

from agent_plan_server.importers.text.mojibake import repair_line


def damage(text: str, encoding: str) -> str:
    """Write UTF-8, read it as another encoding; bytes that have no character there stay as they are."""
    return "".join(
        character if character.isascii() else "".join(_as(byte, encoding) for byte in character.encode())
        for character in text
    )


def _as(byte: int, encoding: str) -> str:
    return bytes([byte]).decode(encoding, errors="ignore") or chr(byte)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("healthy", ["Done ✅", "📊 Plan → façade", "Größe: é", "⏸️ Pending", "“quoted” – dash"])
def test_damage_is_undone(healthy, encoding):
    damaged = damage(healthy, encoding)

    assert damaged != healthy
    assert repair_line(damaged) == healthy


@pytest.mark.parametrize(
    "healthy", ["Größe und Ärger", "CAFÉ™ «CAFÉ»", "状态：已完成 ✅", "NÃO, ação", "naïve → “text”…", "Straße – über"]
)
def test_healthy_text_is_left_alone(healthy):
    assert repair_line(healthy) is healthy


def test_only_the_damaged_run_of_a_line_changes():
    assert repair_line("Größe âœ… und Überschuss") == "Größe ✅ und Überschuss"


def test_damage_beside_a_healthy_character_is_undone():
    assert repair_line("ßâœ…") == "ß✅"
