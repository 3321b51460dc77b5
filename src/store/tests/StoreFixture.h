#pragma once

#include "ports/testing/ManualClock.h"
#include "ports/testing/TestRecords.h"
#include "store/SqlCipherStore.h"

#include <QTemporaryDir>

#include <memory>

namespace luotsi::store::testing {

namespace records = ports::testing;

/// A store in a folder of its own that can be closed and opened again.
class StoreFixture
{
public:
    explicit StoreFixture(records::ManualClock &clock) : m_clock(clock)
    {
        options.folder = folder.filePath(QStringLiteral("store"));
        options.key = QByteArray(32, 'k');
        options.draftReserve = 0;
        options.reserveFile = 64 * 1024;
        options.peelCode = [](const ports::CodeEntry &code) -> base::Result<protocol::Wrap> {
            return protocol::Wrap{protocol::WrapPurpose::ResumeCode, code.draft, code.key, code.reader,
                                  code.sealedWrap.mid(16)};
        };
    }

    /// Nothing when it cannot be opened; `error` says why.
    SqlCipherStore *open()
    {
        store.reset();
        auto opened = SqlCipherStore::open(options, m_clock, m_random);
        error = opened.ok() ? base::ErrorCode::Internal : opened.error().code;
        if (opened)
            store = std::move(*opened);
        return store.get();
    }

    [[nodiscard]] QString path(const char *name) const
    {
        return options.folder + QLatin1Char('/') + QLatin1String(name);
    }

    QTemporaryDir folder;
    StoreOptions options;
    std::unique_ptr<SqlCipherStore> store;
    base::ErrorCode error = base::ErrorCode::Internal;

private:
    records::ManualClock &m_clock;
    records::SeededRandom m_random{99};
};

} // namespace luotsi::store::testing
