#pragma once

#include "sync/protocol/Receipt.h"

#include <QByteArray>

namespace luotsi::sync::client {

/// Is this receipt the centre's own word? Nothing but a receipt whose signature holds may be shown as
/// "received" or kept. Pure; any thread.
[[nodiscard]] bool isGenuine(const protocol::Receipt &receipt, const QByteArray &receiptKey);

} // namespace luotsi::sync::client
