#pragma once

#include "centre/handlers/Router.h"
#include "centre/handlers/tests/TestDevice.h"
#include "centre/storage/tests/InMemoryBlobs.h"
#include "centre/storage/tests/InMemoryStorage.h"
#include "crypto/SystemRandom.h"
#include "sync/protocol/Problem.h"

#include <QTemporaryDir>

#include <memory>

namespace luotsi::centre::handlers {

/// Time that moves when told.
class MovedClock final : public base::Clock
{
public:
    [[nodiscard]] std::int64_t wallMilliseconds() const override { return wall; }
    [[nodiscard]] std::int64_t monotonicMilliseconds() const override { return wall; }
    std::int64_t wall = 1'764'000'000'000;
};

/// A whole centre without sockets: the router on storage and attachments in memory.
class CentreScene
{
public:
    explicit CentreScene(const Policy &policy = {});

    [[nodiscard]] Response send(Method method, const QByteArray &path, const QByteArray &body,
                                const TestDevice *device = nullptr,
                                std::optional<std::uint64_t> offset = std::nullopt);
    [[nodiscard]] Response get(const QByteArray &path, const QByteArray &query, const TestDevice &device);
    [[nodiscard]] QString code(const QString &scope = QStringLiteral("north"),
                               const QString &role = QStringLiteral("kiosk"));
    /// A device enrolled with a code of its own.
    [[nodiscard]] TestDevice device(const QString &scope = QStringLiteral("north"),
                                    const QString &role = QStringLiteral("kiosk"));
    /// Empty and a failed test when the centre did not answer with a push reply.
    [[nodiscard]] protocol::PushReply push(const TestDevice &device,
                                           const std::vector<protocol::Record> &records);
    void revoke(const TestDevice &device);
    [[nodiscard]] static std::optional<protocol::Problem> problemOf(const Response &response);
    /// Reads rows; `T` is what the function gives.
    template<typename Function> auto rows(Function function)
    {
        std::optional<decltype(function(std::declval<storage::Transaction &>()))> result;
        (void)storage.read([&](storage::Transaction &transaction) -> Result<void> {
            result = function(transaction);
            return {};
        });
        return std::move(*result);
    }

    MovedClock clock;
    crypto::SystemRandom random;
    storage::InMemoryStorage storage;
    storage::InMemoryBlobs blobs;
    Metrics metrics;
    QTemporaryDir folder;
    std::unique_ptr<identity::CentreIdentity> identity;
    std::unique_ptr<Services> services;
    std::unique_ptr<Router> router;
    int submittedCalls = 0;
};

} // namespace luotsi::centre::handlers
