#pragma once

#include "BenchCentre.h"

#include "ports/DraftStore.h"
#include "sealing/ChangeSealing.h"
#include "store/SqlCipherStore.h"

#include <QDir>
#include <QFile>

#include <vector>

namespace luotsi::bench {

inline constexpr int answersOfADraft = 120;

/// A device's store on the disk, filled once and copied for each who uses it up.
class Device
{
public:
    Device(QString folder, ports::DeviceIdentity identity, Centre &centre, int drafts)
        : m_folder(std::move(folder)), m_identity(std::move(identity)), m_centre(centre)
    {
        const auto store = open(m_folder);
        must(store->saveIdentity(m_identity), "identity");
        for (int draft = 0; draft < drafts; ++draft)
            fill(*store);
    }

    [[nodiscard]] std::unique_ptr<store::SqlCipherStore> open(const QString &folder)
    {
        store::StoreOptions options;
        options.folder = folder;
        options.key = QByteArray(32, 'k');
        options.draftReserve = 0;
        options.reserveFile = 0;
        return must(store::SqlCipherStore::open(options, m_centre.clock, m_centre.random), "store");
    }

    [[nodiscard]] QString copy(const char *name) const
    {
        const QString target = m_folder + QLatin1String(name);
        QDir().mkpath(target);
        for (const QString &file : QDir(m_folder).entryList(QDir::Files))
            QFile::copy(m_folder + u'/' + file, target + u'/' + file);
        return target;
    }

    [[nodiscard]] const ports::DeviceIdentity &identity() const { return m_identity; }

    /// A new draft in `store`, and answers to it that somebody still has to commit.
    [[nodiscard]] std::vector<ports::DraftCommit> typing(store::SqlCipherStore &store, int answers)
    {
        ports::DraftCommit all = begin(store, answers + 1);
        std::vector<ports::DraftCommit> single;
        for (const protocol::Change &change : all.changes)
            single.push_back({all.draft, {change}, {}, {}, false});
        return single;
    }

private:
    void fill(store::SqlCipherStore &store) { must(store.commit(begin(store, answersOfADraft)), "answers"); }

    /// Makes a draft with its first answer; the others are given back.
    [[nodiscard]] ports::DraftCommit begin(store::SqlCipherStore &store, int answers)
    {
        const auto keys = must(sealing::DraftKeys::create(m_centre.random), "keys");
        const auto id = m_centre.random.make<protocol::DraftId>();
        const auto header = [&](const QString &path) {
            protocol::ChangeHeader header;
            header.draft = id;
            header.slot = must(sealing::slotFor(keys, path), "slot");
            header.deviceTime = m_centre.clock.wallMilliseconds();
            return header;
        };
        ports::NewDraft fresh;
        fresh.copy = ports::CentreCopy::AsWritten;
        const QString first = QStringLiteral("/data/group/question-0");
        const auto seal = [&](const QString &path) {
            return must(sealing::sealChange(header(path),
                                            protocol::AnswerBody{path, QStringLiteral("an ordinary answer")},
                                            keys, m_centre.random),
                        "seal");
        };
        fresh.first = {id, {seal(first)}, {}, {}, false};
        fresh.code = {m_centre.random.make<protocol::LookupId>(),
                      id,
                      keys.keyId,
                      m_centre.random.make<protocol::KeyId>(),
                      QByteArray(96, 'w'),
                      0,
                      false};
        must(store.createDraft(fresh), "draft");
        ports::DraftCommit commit{id, {}, {}, {}, false};
        for (int number = 1; number < answers; ++number)
            commit.changes.push_back(seal(QStringLiteral("/data/group/question-%1").arg(number)));
        return commit;
    }

    QString m_folder;
    ports::DeviceIdentity m_identity;
    Centre &m_centre;
};

} // namespace luotsi::bench
