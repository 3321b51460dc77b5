#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

namespace luotsi::ports {

/// The instance of a form that was saved last on this device (ODK XForms, jr://instance/last-saved). Holds
/// one person's answers for the next form: only on a device of one person, never on a kiosk; sealed at rest.
/// Threading: one thread at a time; may block for a file.
class LastSaved
{
public:
    virtual ~LastSaved() = default;
    /// NotFound when there is none, CryptoRejected when it is not of this device.
    [[nodiscard]] virtual base::Result<QByteArray> read(const QString &formId) = 0;
    /// Takes the place of the one before. Durable when it returns.
    virtual base::Result<void> keep(const QString &formId, const QByteArray &instanceXml) = 0;
    /// Nothing is left of it. Well when there was none.
    virtual base::Result<void> forget(const QString &formId) = 0;
};

} // namespace luotsi::ports
