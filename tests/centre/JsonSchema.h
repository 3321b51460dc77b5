#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace luotsi::tests {

/// Checks a JSON value against a schema of an OpenAPI 3.1 document (JSON Schema 2020-12): type, enum, const,
/// required, properties, additionalProperties, items, pattern, minimum, maximum and `$ref` into the document.
/// Any other keyword but a description is an error, so that no rule is believed to be checked that is not.
class JsonSchema
{
public:
    /// `document` is the whole description, for references.
    explicit JsonSchema(QJsonObject document) : m_document(std::move(document)) {}

    /// Empty when the value keeps the schema, else where and why not.
    [[nodiscard]] QString trouble(const QJsonValue &value, const QJsonObject &schema,
                                  const QString &place = {}) const;
    /// What `{"$ref": "#/…"}` stands for; the object itself when it is no reference.
    [[nodiscard]] QJsonObject resolved(const QJsonObject &object) const;

private:
    [[nodiscard]] QString objectTrouble(const QJsonObject &value, const QJsonObject &schema,
                                        const QString &place) const;

    QJsonObject m_document;
};

} // namespace luotsi::tests
