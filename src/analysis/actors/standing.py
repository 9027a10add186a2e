"""What the words of a mention say of whose side its actor is on, noted as ties of the actor."""

from analysis.actors.mention import Cluster, Mention, Tie
from analysis.actors.tagged_words import Words
from analysis.actors.ties import (
    is_government,
    is_loyal,
    is_organ,
    member_tie,
    office_tie,
    opposition_tie,
    part_of_party,
    party_beside,
    title_party,
)


def note_ties(words: Words, m: Mention, cluster: Cluster, titles: list[str], owner: Cluster | None) -> None:
    """Add the ties that a mention tells of: of a person or group by offices and parties, of a body by its owner."""
    if cluster.party is not None:
        return
    before = words.low[max(0, m.first - 1) : m.first]
    if cluster.kind == "person":
        told = [*before, *titles]
        found = [office_tie(told, owner) or member_tie(told, words, m, owner)]
        found.append(_party_tie(title_party(titles) or party_beside(words, m)))
    elif cluster.kind == "group":
        found = [office_tie([*before, *titles], owner), _party_tie(part_of_party(words, m))]
    elif cluster.kind in ("organisation", "media"):
        found = [opposition_tie({*before, *m.name.casefold().split()}) or _body_tie(m.name, cluster, owner)]
    else:
        return
    cluster.ties += [tie for tie in found if tie is not None]


def _party_tie(party: str | None) -> Tie | None:
    return Tie("party", party) if party is not None else None


def _body_tie(name: str, cluster: Cluster, owner: Cluster | None) -> Tie | None:
    """Return whose a body is: a state's organ, or what another body or a person has."""
    if owner is None:
        return Tie("cabinet") if is_government(name) else None
    if owner.state is not None and is_organ(name):
        return Tie("cabinet" if is_government(name) else "state", owner.state)
    is_master = owner is not cluster and owner.kind in ("organisation", "person")
    return Tie("service", whom=owner) if is_master else None


def place_organs(clusters: list[Cluster], spoken_for: set[str | None]) -> None:
    """Let a government's forces without an owner stand with the one state whose organs the article names.

    Unseen sides 31 → 29 without it.

    Args:
        clusters: The actors of the article.
        spoken_for: The codes of states whose government or authorities it names.
    """
    ties = [tie for cluster in clusters for tie in cluster.ties if tie.kind in ("state", "cabinet")]
    states = {tie.code for tie in ties if tie.code} | spoken_for
    if len(states) != 1:
        return
    for cluster in clusters:
        is_free = cluster.kind == "organisation" and cluster.nationality is None and cluster.parent is None
        is_untied = all(tie == Tie("cabinet") for tie in cluster.ties)
        if is_free and is_untied and is_loyal(cluster.name):
            cluster.ties.append(Tie("state", next(iter(states))))
