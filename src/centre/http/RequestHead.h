#pragma once

#include "centre/handlers/Request.h"

#include <QByteArrayView>

#include <functional>

namespace luotsi::centre::http {

/// Other for what no command is asked with.
[[nodiscard]] handlers::Method methodOf(QByteArrayView name);

/// A request target cut at its question mark. Views into the target.
struct TargetParts
{
    QByteArrayView path;
    QByteArrayView query;
};

[[nodiscard]] TargetParts splitTarget(QByteArrayView target);

/// Fills what the handlers read from header fields. A field that cannot be read is as if it were not there,
/// but for the protocol version: what is not a number is version 0, which no centre speaks. Pure.
void readFields(handlers::Request &request, const std::function<QByteArrayView(const char *)> &field);

/// Does the device say that the request holds what goes first?
[[nodiscard]] bool isUrgent(QByteArrayView urgency);

} // namespace luotsi::centre::http
