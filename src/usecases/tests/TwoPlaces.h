#pragma once

#include "World.h"

#include "usecases/AttachPage.h"
#include "usecases/EditRepeat.h"
#include "usecases/OpenDraftWithCode.h"
#include "usecases/SettleConflict.h"

namespace luotsi::usecases::tests {

inline const QString namePath = QStringLiteral("/data/name");
inline const QString rentPath = QStringLiteral("/data/rent");
inline const QString halfPath = QStringLiteral("/data/half");
inline const QString whyPath = QStringLiteral("/data/why");
inline const QString homePath = QStringLiteral("/data/home");
inline const QString laterPath = QStringLiteral("/data/later");
inline const QString paperPath = QStringLiteral("/data/paper");
inline const protocol::Origin library{QStringLiteral("Lehtorannan kirjasto"),
                                      QStringLiteral("Asiointipääte 2")};
inline const protocol::Origin townHall{QStringLiteral("Lehtorannan kaupungintalo"),
                                       QStringLiteral("Asiointipääte 1")};
inline constexpr std::int64_t minute = 60'000;

/// One draft open at two places that do not see each other, on the store both will have in the end.
class TwoPlaces
{
public:
    TwoPlaces()
    {
        world.origin = library;
        m_here = world.start();
        answerAt(*m_here, library, namePath, QStringLiteral("Virpi"));
        m_there = reopen();
    }

    [[nodiscard]] std::unique_ptr<OpenDraft> reopen()
    {
        // Slow on purpose, and the same each time.
        if (!m_typed)
            m_typed =
                std::make_unique<PreparedCode>(std::move(*prepareTypedCode(m_here->facts().resumeCode)));
        auto next = prepareNewCode(world.random);
        auto draft = OpenDraftWithCode(world.tools(), world.shelf, world.vaultKey)
                         .execute(*m_typed, *next, world.environment());
        if (!draft)
            qFatal("not opened: %s", qPrintable(draft.error().detail));
        return std::move(*draft);
    }

    void answerAt(OpenDraft &draft, const protocol::Origin &origin, const QString &path, const QString &typed)
    {
        world.origin = origin;
        world.clock.pass(minute);
        if (!world.answer(draft, path, typed).empty())
            qFatal("not answered");
    }

    void differ(const QString &path, const QString &one, const QString &other)
    {
        answerAt(*m_here, library, path, one);
        answerAt(*m_there, townHall, path, other);
    }

    void attachAt(OpenDraft &draft, const QByteArray &text)
    {
        const auto done =
            AttachPage(world.tools())
                .execute(draft, draft.instance().find(paperPath),
                         {QStringLiteral("a.pdf"), "%PDF-1.7 " + text + " trailer << >>\n%%EOF\n"});
        if (!done)
            qFatal("not attached: %s", base::name(done.error().code).data());
    }

    /// A row both know.
    [[nodiscard]] QString commonRow()
    {
        const forms::NodeId range = m_here->instance().find(QStringLiteral("/data/cost"));
        const auto row = AddRepeatRow(world.tools()).execute(*m_here, range);
        const QString path = m_here->instance().stablePath(*row);
        answerAt(*m_here, library, path + QStringLiteral("/amount"), QStringLiteral("10"));
        m_there = reopen();
        return path;
    }

    void removeAt(OpenDraft &draft, const QString &row)
    {
        if (!RemoveRepeatRow(world.tools()).execute(draft, draft.instance().find(row)))
            qFatal("not removed");
    }

    [[nodiscard]] base::Result<void> choose(OpenDraft &draft, const QString &path, std::size_t side)
    {
        world.origin = library;
        const Conflict conflict = *draft.conflicts().find(path);
        return SettleConflict(world.tools()).execute(draft, conflict, side);
    }

    [[nodiscard]] std::size_t changes() { return world.store.load(m_here->facts().id)->changes.size(); }

    [[nodiscard]] protocol::Change last() { return world.store.load(m_here->facts().id)->changes.back(); }

    [[nodiscard]] OpenDraft &here() { return *m_here; }
    [[nodiscard]] OpenDraft &there() { return *m_there; }

    World world{conflictForm()};

private:
    std::unique_ptr<OpenDraft> m_here;
    std::unique_ptr<OpenDraft> m_there;
    std::unique_ptr<PreparedCode> m_typed;
};

} // namespace luotsi::usecases::tests
