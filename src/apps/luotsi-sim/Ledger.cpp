#include "Ledger.h"

#include "SeededBug.h"

#include <algorithm>

namespace luotsi::sim {

namespace {

constexpr qsizetype longestHistory = 4000;

constexpr std::array texts{
    "",
    "acknowledged means present at the centre after any crash",
    "durable on a device means at the centre in the end, or put aside with a reason, or erased",
    "the same set of changes is the same draft in whatever order",
    "a value is a head or was replaced by somebody who had seen it",
    "at most one accepted submission per draft and round",
    "complete means that every attachment is verified",
    "a cursor has skipped nothing",
    "feed numbers have no gaps and follow the commits",
    "a place of a chain names one envelope",
    "outcomes do not depend on clocks",
    "no body, path or name in clear on a device",
    "an erased draft has no keys on a device that has synced since",
    "a queue that is not empty has a next attempt",
    "a revoked device's bytes change no draft",
    "a wrap opens only the draft, key and purpose it was made for",
};

} // namespace

const char *invariantText(int number)
{
    return texts[static_cast<std::size_t>(number)];
}

std::optional<SeededBug> bugNamed(QLatin1String name)
{
    for (const BugFacts &facts : seededBugs) {
        if (name == QLatin1String(facts.name))
            return facts.bug;
    }
    return std::nullopt;
}

bool Ledger::isReleased(const protocol::DraftId &draft) const
{
    return std::any_of(changes.begin(), changes.end(), [&](const auto &entry) {
        const Fact &fact = entry.second;
        return fact.change.header.draft == draft && fact.change.header.kind == protocol::ChangeKind::Submit &&
               fact.fate != Fate::Erased;
    });
}

void Ledger::write(std::int64_t time, const QString &line)
{
    if (history.size() >= longestHistory)
        history.removeFirst();
    history.append(QStringLiteral("%1 s  %2").arg(static_cast<double>(time) / 1000.0, 9, 'f', 3).arg(line));
}

void Ledger::check(int invariant, bool holds, const QString &otherwise)
{
    ++checked[static_cast<std::size_t>(invariant)];
    if (!holds && failure.isEmpty())
        failure = QStringLiteral("invariant %1 (%2): %3")
                      .arg(invariant)
                      .arg(QLatin1String(invariantText(invariant)), otherwise);
}

} // namespace luotsi::sim
