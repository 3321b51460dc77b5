#pragma once

#include "sync/protocol/Ids.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <vector>

namespace luotsi::sync::protocol {

/// SHA-256 of a file's bytes.
using FileHash = base::FixedBytes<struct FileTag, 32>;

/// Everything that decides how a form behaves, as a canonical list. Two devices with the same FormHash show,
/// check and submit the same; a device without it keeps and forwards the draft and never guesses.
struct FormManifest
{
    QString formId;                     ///< id attribute of the primary instance
    QString version;                    ///< version attribute
    FileHash form;                      ///< the XForm itself
    QMap<QString, FileHash> media;      ///< by file name
    QMap<QString, FileHash> lists;      ///< external secondary instances by file name
    QMap<QString, QString> expressions; ///< the pack's expressions for the form, by name
};

[[nodiscard]] FileHash hashOfFile(QByteArrayView bytes);
/// Deterministic CBOR; order of insertion does not matter. Pure; any thread.
[[nodiscard]] QByteArray encodeFormManifest(const FormManifest &manifest);
[[nodiscard]] FormHash formHash(const FormManifest &manifest);

} // namespace luotsi::sync::protocol
