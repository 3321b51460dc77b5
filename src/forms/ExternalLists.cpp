// Lists from outside the form, brought into the shape `root/item/column`.
#include "forms/FormParser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace luotsi::forms {

namespace {

using ListResult = base::Result<std::shared_ptr<const xpath::Tree>>;

/// Builds `root/item/column`.
class ListBuilder
{
public:
    explicit ListBuilder(const std::shared_ptr<xpath::Names> &names)
        : m_names(*names), m_tree(std::make_unique<xpath::Tree>(names)),
          m_root(m_tree->appendElement(0, m_names.intern({}, u"root"))), m_item(m_names.intern({}, u"item"))
    {
    }
    void startItem() { m_current = m_tree->appendElement(m_root, m_item); }
    void add(const QString &column, const QString &value)
    {
        m_tree->setValue(m_tree->appendElement(m_current, m_names.intern({}, column)), shared(value));
    }
    [[nodiscard]] std::size_t size() const { return m_tree->size(); }
    std::shared_ptr<const xpath::Tree> finish()
    {
        m_tree->freeze();
        return std::move(m_tree);
    }

private:
    /// Lists say the same few words again and again; each is kept once.
    QString shared(const QString &value)
    {
        constexpr qsizetype shortText = 12;
        constexpr qsizetype mostShared = 4096;
        if (value.isEmpty() || value.size() > shortText ||
            (m_shared.size() == mostShared && !m_shared.contains(value)))
            return value;
        return *m_shared.insert(value);
    }

    QSet<QString> m_shared;
    xpath::Names &m_names;
    std::unique_ptr<xpath::Tree> m_tree;
    xpath::NodeIndex m_root;
    xpath::NameId m_item;
    xpath::NodeIndex m_current = xpath::noNode;
};

/// Records of RFC 4180, with the separator that the header uses.
class CsvReader
{
public:
    explicit CsvReader(const QString &text) : m_text(text)
    {
        if (m_text.startsWith(QChar(0xfeff)))
            m_at = 1;
        const qsizetype end = m_text.indexOf(u'\n');
        const QStringView header = QStringView(m_text).left(end < 0 ? m_text.size() : end);
        if (!header.contains(u',') && header.contains(u';'))
            m_separator = u';';
        else if (!header.contains(u',') && header.contains(u'\t'))
            m_separator = u'\t';
        else if (!header.contains(u',') && header.contains(u'|'))
            m_separator = u'|';
    }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] QStringList record()
    {
        QStringList fields;
        QString field;
        bool quoted = false;
        while (!atEnd()) {
            const QChar c = m_text[m_at++];
            if (quoted) {
                if (c != u'"')
                    field += c;
                else if (!atEnd() && m_text[m_at] == u'"')
                    field += m_text[m_at++];
                else
                    quoted = false;
            } else if (c == u'"' && field.isEmpty()) {
                quoted = true;
            } else if (c == m_separator) {
                fields.append(std::exchange(field, {}));
            } else if (c == u'\n') {
                break;
            } else if (c != u'\r') {
                field += c;
            }
        }
        fields.append(field);
        return fields;
    }

private:
    const QString m_text;
    qsizetype m_at = 0;
    QChar m_separator = u',';
};

ListResult readCsv(const QByteArray &bytes, const std::shared_ptr<xpath::Names> &names,
                   const ParseLimits &limits)
{
    CsvReader reader(QString::fromUtf8(bytes));
    const QStringList header = reader.record();
    ListBuilder builder(names);
    while (!reader.atEnd()) {
        const QStringList fields = reader.record();
        if (fields.size() == 1 && fields.front().isEmpty())
            continue;
        builder.startItem();
        for (qsizetype i = 0; i < header.size(); ++i) {
            // A space is part of the name (RFC 4180, section 2, rule 4).
            if (!header[i].trimmed().isEmpty())
                builder.add(header[i], fields.value(i));
        }
        if (builder.size() > limits.nodes)
            return base::Error{base::ErrorCode::MalformedInput, QStringLiteral("the list is too long"), {}};
    }
    return builder.finish();
}

QString jsonText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isDouble())
        return xpath::numberToText(value.toDouble());
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return {};
}

/// GeoJSON has longitude first, ODK latitude first.
QString pointText(const QJsonArray &point)
{
    return jsonText(point.at(1)) + u' ' + jsonText(point.at(0)) + u' ' +
           (point.size() > 2 ? jsonText(point.at(2)) : QStringLiteral("0")) + QStringLiteral(" 0");
}

QString geometryText(const QJsonObject &geometry)
{
    const QString type = geometry.value(QStringLiteral("type")).toString();
    QJsonArray points = geometry.value(QStringLiteral("coordinates")).toArray();
    if (type == u"Point")
        return pointText(points);
    if (type == u"Polygon")
        points = points.at(0).toArray();
    QStringList texts;
    for (const QJsonValue &point : points)
        texts.append(pointText(point.toArray()));
    return texts.join(u';');
}

ListResult readGeoJson(const QByteArray &bytes, const std::shared_ptr<xpath::Names> &names,
                       const ParseLimits &limits)
{
    QJsonParseError error;
    const QJsonObject json = QJsonDocument::fromJson(bytes, &error).object();
    const bool isCollection = json.value(QStringLiteral("type")).toString() == u"FeatureCollection";
    if (error.error != QJsonParseError::NoError || !isCollection)
        return base::Error{
            base::ErrorCode::MalformedInput, QStringLiteral("not a GeoJSON feature collection"), {}};
    ListBuilder builder(names);
    for (const QJsonValue &value : json.value(QStringLiteral("features")).toArray()) {
        const QJsonObject feature = value.toObject();
        builder.startItem();
        builder.add(QStringLiteral("geometry"),
                    geometryText(feature.value(QStringLiteral("geometry")).toObject()));
        const QJsonObject properties = feature.value(QStringLiteral("properties")).toObject();
        if (feature.contains(QStringLiteral("id")) && !properties.contains(QStringLiteral("id")))
            builder.add(QStringLiteral("id"), jsonText(feature.value(QStringLiteral("id"))));
        for (auto it = properties.begin(); it != properties.end(); ++it)
            builder.add(it.key(), jsonText(it.value()));
        if (builder.size() > limits.nodes)
            return base::Error{base::ErrorCode::MalformedInput, QStringLiteral("the list is too long"), {}};
    }
    return builder.finish();
}

} // namespace

ListResult readExternalList(const QByteArray &bytes, const QString &uri,
                            const std::shared_ptr<xpath::Names> &names, const ParseLimits &limits)
{
    if (bytes.size() > limits.bytes)
        return base::Error{base::ErrorCode::MalformedInput, QStringLiteral("the list is too large"), {}};
    if (uri.startsWith(u"jr://file-csv") || uri.endsWith(u".csv"))
        return readCsv(bytes, names, limits);
    if (uri.endsWith(u".geojson"))
        return readGeoJson(bytes, names, limits);
    auto tree = readXmlTree(bytes, names, limits);
    if (!tree)
        return tree.error();
    tree.value()->freeze();
    return std::shared_ptr<const xpath::Tree>(std::move(tree.value()));
}

} // namespace luotsi::forms
