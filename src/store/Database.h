#pragma once

#include "base/Result.h"
#include "store/Failure.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

struct sqlite3;

namespace luotsi::store {

/// May a transaction that meets a full disk use up the space kept in reserve?
enum class OnFullDisk : std::uint8_t { Refuse, UseReserve };

/// Is a file whose length or schema contradicts itself an error, or is what can be reached wanted (Salvage)?
enum class OnDamage : std::uint8_t { Refuse, ReadOn };

/// The one encrypted connection. Every write goes through `write`: one transaction, one fsync. After a disk
/// failure it answers StoreFailed for good. Also decides when the log is moved into the file; no other
/// connection exists. Threading: one thread at a time.
class Database
{
public:
    /// Sizes in bytes; `releaseReserve` frees space and says whether there was any to free.
    struct Settings
    {
        QString path;
        QByteArray key;
        QByteArray vfs;
        std::int64_t checkpointAbove = 0;
        std::function<bool()> releaseReserve;
        OnDamage onDamage = OnDamage::Refuse;
    };

    /// Opens or makes the file and reads its first page. StoreNotEncrypted, StoreWrongKey (also for a file
    /// that is no database: the caller, who knows the key check, tells them apart), StoreCorrupt,
    /// StoreFailed.
    [[nodiscard]] static base::Result<std::unique_ptr<Database>> open(Settings settings);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    template<typename Body>
    auto write(Body &&body, OnFullDisk onFull = OnFullDisk::UseReserve)
        -> base::Result<std::invoke_result_t<Body>>
    {
        return collect(std::forward<Body>(body),
                       [this, onFull](const std::function<void()> &run) { return transaction(run, onFull); });
    }

    template<typename Body> auto read(Body &&body) -> base::Result<std::invoke_result_t<Body>>
    {
        return collect(std::forward<Body>(body),
                       [this](const std::function<void()> &run) { return guarded(run); });
    }

    /// Moves the log into the file and empties it. A full disk is no error: the log stays.
    base::Result<void> checkpoint();

    /// Inside a `write` or `read` body; throw Failure.
    void execute(const char *sql);
    void check(int code) const;
    [[nodiscard]] sqlite3 *handle() const { return m_handle; }
    [[nodiscard]] bool failed() const { return m_failed; }

private:
    explicit Database(Settings settings) : m_settings(std::move(settings)) {}

    template<typename Body, typename Run>
    auto collect(Body &&body, Run &&run) -> base::Result<std::invoke_result_t<Body>>
    {
        using Value = std::invoke_result_t<Body>;
        if constexpr (std::is_void_v<Value>) {
            return run(std::function<void()>(std::forward<Body>(body)));
        } else {
            std::optional<Value> value;
            auto done = run([&] { value.emplace(body()); });
            if (!done.ok())
                return done.error();
            return std::move(*value);
        }
    }

    void connect();
    void configure();
    [[nodiscard]] QByteArray answerTo(const char *sql);
    [[nodiscard]] Failure failure(int code) const;
    base::Result<void> guarded(const std::function<void()> &body);
    base::Result<void> transaction(const std::function<void()> &body, OnFullDisk onFull);
    void runTransaction(const std::function<void()> &body);
    void checkpointWhenLarge();
    base::Error refuse(const Failure &failure);

    Settings m_settings;
    sqlite3 *m_handle = nullptr;
    std::int64_t m_logPages = 0;
    bool m_failed = false;
};

} // namespace luotsi::store
