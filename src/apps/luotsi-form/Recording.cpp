#include "Recording.h"

#include "forms/Model.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <algorithm>

namespace luotsi::form {

namespace {

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Without prefixes, as the paths of the model are.
QHash<QString, QString> valuesByPath(const QJsonArray &nodes)
{
    static const QRegularExpression prefix(QStringLiteral("/[^/:]+:"));
    QHash<QString, QString> values;
    for (const QJsonValue &value : nodes) {
        const QJsonObject node = value.toObject();
        QString reference = node.value(QStringLiteral("ref")).toString();
        values.insert(reference.replace(prefix, QStringLiteral("/")),
                      node.value(QStringLiteral("value")).toString());
    }
    return values;
}

QString textAt(const QString &xml, const QString &reference)
{
    QXmlStreamReader reader(xml);
    reader.setNamespaceProcessing(false);
    QStringList path{QString()};
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement:
            path.append(reader.qualifiedName().toString());
            break;
        case QXmlStreamReader::EndElement:
            path.removeLast();
            break;
        case QXmlStreamReader::Characters:
            if (path.join(u'/') == reference)
                return reader.text().toString();
            break;
        default:
            break;
        }
    }
    return {};
}

} // namespace

Attachments attachmentsOf(const QJsonObject &golden, const QString &folder)
{
    Attachments result;
    for (const QJsonValue &value : golden.value(QStringLiteral("attachments")).toArray()) {
        const QJsonObject attachment = value.toObject();
        const QString file = attachment.value(QStringLiteral("file")).toString();
        if (file.isEmpty())
            continue;
        QByteArray bytes = readAll(folder + QStringLiteral("/attachments/") + QFileInfo(file).fileName());
        for (const QString &place : {QStringLiteral("/"), QStringLiteral("/../fixtures/attachments/")}) {
            if (bytes.isNull())
                bytes = readAll(folder + place + file);
        }
        const QString recorded = attachment.value(QStringLiteral("sha")).toString();
        const QByteArray digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        if (!recorded.isEmpty() && !QString::fromLatin1(digest).startsWith(recorded))
            result.replaced.append(file);
        result.files.insert(attachment.value(QStringLiteral("jr")).toString(), bytes);
    }
    return result;
}

void giveRecordedProperties(const forms::FormDefinition &definition, const QJsonArray &nodes,
                            forms::Environment &environment)
{
    const QHash<QString, QString> recorded = valuesByPath(nodes);
    environment.deviceId.clear();
    environment.userName.clear();
    environment.email.clear();
    environment.phoneNumber.clear();
    const forms::Model &model = definition.model();
    for (std::uint32_t i = 0; i < model.nodes.size(); ++i) {
        const forms::ModelNode &node = model.nodes[i];
        const QString value = recorded.value(model.pathOf(i));
        if (node.preload != u"property")
            continue;
        if (node.preloadParameters == u"deviceid")
            environment.deviceId = value;
        else if (node.preloadParameters == u"username")
            environment.userName = value;
        else if (node.preloadParameters == u"email")
            environment.email = value;
        else if (node.preloadParameters == u"phonenumber")
            environment.phoneNumber = value;
        else
            environment.properties.insert(node.preloadParameters, value);
    }
}

std::optional<qint64> recordedStart(const forms::FormDefinition &definition, const QJsonArray &nodes)
{
    const QHash<QString, QString> recorded = valuesByPath(nodes);
    const forms::Model &model = definition.model();
    for (std::uint32_t i = 0; i < model.nodes.size(); ++i) {
        if (model.nodes[i].preload != u"timestamp" || model.nodes[i].preloadParameters != u"start")
            continue;
        const QDateTime began = QDateTime::fromString(recorded.value(model.pathOf(i)), Qt::ISODateWithMs);
        if (began.isValid())
            return began.toMSecsSinceEpoch();
    }
    return std::nullopt;
}

bool drawsNumbers(const forms::FormDefinition &definition)
{
    const auto &expressions = definition.model().expressions;
    return std::any_of(expressions.begin(), expressions.end(), [](const forms::ModelExpression &compiled) {
        return compiled.expression.callsFunction(QLatin1String("random"));
    });
}

void answerWithRecordedFiles(Player &player, const QString &finalXml)
{
    forms::FormInstance &instance = player.instance();
    for (const forms::NodeId &node : instance.allNodes()) {
        if (instance.control(node) != forms::ControlKind::Upload || !instance.value(node).isEmpty())
            continue;
        const QString name = textAt(finalXml, instance.reference(node));
        if (!name.isEmpty())
            (void)instance.setValue(node, name);
    }
}

bool isShuffled(const forms::FormInstance &instance, const QString &reference)
{
    const forms::NodeId node = instance.find(reference);
    const forms::Model &model = instance.definition().model();
    const int itemset = node.isNull() || node.body == forms::none ? -1 : model.body[node.body].itemset;
    if (itemset < 0)
        return false;
    const auto calls = model.expressions[static_cast<std::size_t>(itemset)].expression.calls();
    return std::any_of(calls.begin(), calls.end(), [](const xpath::CallView &call) {
        return call.name == u"randomize" && call.arguments.size() == 1;
    });
}

} // namespace luotsi::form
