#include "sync/protocol/FormManifest.h"

#include "sync/protocol/Cbor.h"
#include "sync/protocol/WireParts.h"

namespace luotsi::sync::protocol {

namespace {

// Pairs in UTF-8 order of their names: QMap sorts by UTF-16, which differs above the basic plane.
template<typename Value, typename Write>
void writePairs(CborWriter &writer, const QMap<QString, Value> &pairs, Write write)
{
    QMap<QByteArray, Value> sorted;
    for (auto pair = pairs.cbegin(); pair != pairs.cend(); ++pair)
        sorted.insert(pair.key().toUtf8(), pair.value());
    writer.array(static_cast<std::size_t>(sorted.size()));
    for (auto pair = sorted.cbegin(); pair != sorted.cend(); ++pair) {
        writer.array(2).text(QString::fromUtf8(pair.key()));
        write(pair.value());
    }
}

} // namespace

FileHash hashOfFile(QByteArrayView bytes)
{
    return sha256As<FileHash>(bytes);
}

QByteArray encodeFormManifest(const FormManifest &manifest)
{
    CborWriter writer;
    const auto writeHash = [&writer](const FileHash &hash) { writer.fixed(hash); };
    writer.array(7).number(wireVersion).text(manifest.formId).text(manifest.version).fixed(manifest.form);
    writePairs(writer, manifest.media, writeHash);
    writePairs(writer, manifest.lists, writeHash);
    writePairs(writer, manifest.expressions, [&writer](const QString &text) { writer.text(text); });
    return writer.take();
}

FormHash formHash(const FormManifest &manifest)
{
    return sha256As<FormHash>(encodeFormManifest(manifest));
}

} // namespace luotsi::sync::protocol
