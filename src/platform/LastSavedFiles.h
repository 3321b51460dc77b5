#pragma once

#include "base/Random.h"
#include "crypto/SecretBytes.h"
#include "ports/LastSaved.h"

#include <QString>

#include <memory>

namespace luotsi::platform {

/// One sealed file for each form, under a key made of the device's vault key; the name of a file says nothing
/// of its form. StoreFailed from the disk. Threading: one thread at a time.
class LastSavedFiles final : public ports::LastSaved
{
public:
    /// The folder is made when something is kept. `random` outlives it.
    [[nodiscard]] static base::Result<std::unique_ptr<LastSavedFiles>>
    open(const QString &folder, const crypto::SecretBytes &vaultKey, base::Random &random);

    [[nodiscard]] base::Result<QByteArray> read(const QString &formId) override;
    base::Result<void> keep(const QString &formId, const QByteArray &instanceXml) override;
    base::Result<void> forget(const QString &formId) override;

private:
    LastSavedFiles(QString folder, crypto::SecretBytes key, base::Random &random);
    [[nodiscard]] base::Result<QString> fileOf(const QString &formId) const;

    QString m_folder;
    crypto::SecretBytes m_key;
    base::Random &m_random;
};

} // namespace luotsi::platform
