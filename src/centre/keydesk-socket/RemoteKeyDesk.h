#pragma once

#include "centre/keydesk-socket/DeskMessages.h"

#include <QString>

#include <chrono>
#include <mutex>

namespace luotsi::centre::keydesk_socket {

/// The key desk in a process of its own, as the endpoint sees it. StoreKeyUnavailable when it is not there or
/// says nothing: deliveries wait. A connection per question, so that there is none to go stale. People and
/// probes wait a shorter time than deliveries, and many probes at once are one question. Threading: any
/// thread.
class RemoteKeyDesk final : public ports::KeyDesk
{
public:
    explicit RemoteKeyDesk(QString socketPath) : m_path(std::move(socketPath)) {}

    Result<ports::Acceptance> accept(const ports::Delivery &delivery) override;
    Result<protocol::RewrapReply> rewrap(const ports::Rewrap &rewrap) override;
    Result<void> erase(const protocol::DraftId &draft) override;
    Result<void> ready() override;

private:
    [[nodiscard]] Result<QByteArray> ask(const DeskQuestion &question, int patienceSeconds) const;

    QString m_path;
    std::mutex m_mutex; ///< guards what follows
    bool m_asking = false;
    std::chrono::steady_clock::time_point m_askAgain;
    Result<void> m_ready = base::ErrorCode::StoreKeyUnavailable;
};

} // namespace luotsi::centre::keydesk_socket
