#include "Player.h"

#include <QRegularExpression>

namespace luotsi::form {

namespace {

using forms::ControlKind;
using forms::DataType;
using forms::NodeKind;

QString kindName(const forms::FormInstance &instance, forms::NodeId node)
{
    switch (instance.kind(node)) {
    case NodeKind::Root:
        return QStringLiteral("root");
    case NodeKind::Group:
        return QStringLiteral("group");
    case NodeKind::RepeatRange:
        return instance.canAddRow(node) ? QStringLiteral("repeat-range:uncontrolled")
                                        : QStringLiteral("repeat-range:controlled");
    case NodeKind::RepeatInstance:
        return QStringLiteral("repeat-instance");
    case NodeKind::ModelValue:
        return QStringLiteral("model-value");
    case NodeKind::Control:
        break;
    }
    switch (instance.control(node)) {
    case ControlKind::SelectOne:
    case ControlKind::SelectMany:
        return QStringLiteral("select");
    case ControlKind::Rank:
        return QStringLiteral("rank");
    case ControlKind::Range:
        return QStringLiteral("range");
    case ControlKind::Trigger:
        return QStringLiteral("trigger");
    case ControlKind::Upload:
        return QStringLiteral("upload");
    case ControlKind::Note:
        return QStringLiteral("note");
    default:
        return QStringLiteral("input");
    }
}

QString typeName(DataType type)
{
    static const char *const names[] = {"string", "int",      "decimal",  "boolean",  "date",
                                        "time",   "dateTime", "geopoint", "geotrace", "geoshape",
                                        "binary", "barcode",  "string"};
    return QString::fromLatin1(names[static_cast<int>(type)]);
}

/// The format has all that a text says but pictures, sounds and films in one piece.
QString inOnePiece(const std::vector<forms::TextForm> &forms)
{
    QString text;
    for (const forms::TextForm &form : forms) {
        if (form.form != u"image" && form.form != u"audio" && form.form != u"video")
            text += form.text;
    }
    return text;
}

} // namespace

QString maskUuids(QString text)
{
    static const QRegularExpression pattern(
        QStringLiteral("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"));
    return text.replace(pattern, QStringLiteral("{uuid}"));
}

QJsonObject Player::describe(forms::NodeId node) const
{
    const forms::FormInstance &form = *m_instance;
    const NodeKind kind = form.kind(node);
    QJsonObject json{{QStringLiteral("ref"), form.reference(node)},
                     {QStringLiteral("kind"), kindName(form, node)},
                     {QStringLiteral("relevant"), form.isRelevant(node)}};
    const auto addText = [&](const char *key, const QString &text) {
        if (!text.isEmpty())
            json.insert(QString::fromLatin1(key), maskUuids(text));
    };
    const auto addTruth = [&](const char *key, bool truth) {
        if (truth)
            json.insert(QString::fromLatin1(key), true);
    };
    if (kind != NodeKind::Root) {
        addText("label", inOnePiece(form.labelForms(node)));
        addText("hint", inOnePiece(form.hintForms(node)));
    }
    addTruth("readonly", form.isReadOnly(node));
    addTruth("required", form.isRequired(node));
    if (kind != NodeKind::Control && kind != NodeKind::ModelValue)
        return json;
    json.insert(QStringLiteral("type"), typeName(form.type(node)));
    json.insert(QStringLiteral("value"), maskUuids(form.value(node)));
    const forms::Violation violation = form.violation(node);
    addTruth("requiredViolated", violation == forms::Violation::Required);
    addTruth("constraintViolated",
             violation == forms::Violation::Constraint || violation == forms::Violation::Type);
    addText("violationMessage", form.violationMessage(node));
    const ControlKind control = form.control(node);
    if (control == ControlKind::SelectOne || control == ControlKind::SelectMany ||
        control == ControlKind::Rank) {
        QJsonArray options;
        for (const forms::Option &option : form.options(node)) {
            QJsonArray entry{option.value, option.label + option.media.bigImage};
            QJsonObject media;
            const auto addMedia = [&](const char *key, const QString &uri) {
                if (!uri.isEmpty())
                    media.insert(QString::fromLatin1(key), uri);
            };
            addMedia("imageSource", option.media.image);
            addMedia("audioSource", option.media.audio);
            addMedia("videoSource", option.media.video);
            if (!media.isEmpty())
                entry.append(media);
            options.append(entry);
        }
        json.insert(QStringLiteral("options"), options);
    }
    return json;
}

Snapshot Player::snapshot() const
{
    Snapshot state;
    for (const forms::NodeId &node : m_instance->allNodes()) {
        const QJsonObject json = describe(node);
        state.insert(json.value(QStringLiteral("ref")).toString(), json);
    }
    return state;
}

QString Player::apply(const QJsonObject &operation)
{
    const QString name = operation.value(QStringLiteral("op")).toString();
    const QString reference = operation.value(QStringLiteral("ref")).toString();
    base::Result<forms::ChangeReport> result = base::Error{base::ErrorCode::NotFound, name, {}};
    if (name == u"language") {
        result = m_instance->setLanguage(operation.value(QStringLiteral("language")).toString());
    } else if (name == u"set") {
        result = m_instance->setValue(m_instance->find(reference),
                                      operation.value(QStringLiteral("value")).toString());
    } else if (name == u"addRepeat") {
        result = m_instance->addRow(m_instance->find(reference));
    } else if (name == u"removeRepeat") {
        const int index = operation.value(QStringLiteral("index")).toInt();
        result = m_instance->removeRow(m_instance->find(QStringLiteral("%1[%2]").arg(reference).arg(index)));
    }
    return result ? QString() : result.error().detail;
}

QString Player::xml() const
{
    return maskUuids(QString::fromUtf8(m_instance->serialise()));
}

QJsonArray Player::violations() const
{
    QJsonArray found;
    for (const forms::ViolationView &violation : m_instance->violations())
        found.append(QJsonArray{violation.reference, violation.violation == forms::Violation::Required
                                                         ? QStringLiteral("required")
                                                         : QStringLiteral("constraint")});
    return found;
}

QJsonObject difference(const Snapshot &before, const Snapshot &after)
{
    QJsonArray changed;
    QJsonArray removed;
    for (auto it = after.begin(); it != after.end(); ++it) {
        if (before.value(it.key()) != it.value())
            changed.append(it.value());
    }
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (!after.contains(it.key()))
            removed.append(it.key());
    }
    QJsonObject result;
    if (!changed.isEmpty())
        result.insert(QStringLiteral("changed"), changed);
    if (!removed.isEmpty())
        result.insert(QStringLiteral("removed"), removed);
    return result;
}

} // namespace luotsi::form
