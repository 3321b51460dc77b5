#pragma once

#include "forms/Model.h"

#include <QXmlStreamReader>

#include <optional>

namespace luotsi::forms {

/// A bind as it stands, before its node is known.
struct RawBind
{
    QString id;
    QString nodeset;
    std::vector<std::pair<QString, QString>> attributes; ///< by local name
    base::TextPlace place;
};

/// References and expressions of the body before they are resolved.
struct RawBody
{
    QString reference;
    QString itemset;
    QString itemValue;
    QString itemLabel;
    QString count;
    bool fixedCount = false;
};

struct RawAction
{
    QStringList events;
    QString reference;
    std::optional<QString> value;
    QString literal;
    std::uint32_t body = none;
    bool geopoint = false;
    base::TextPlace place;
};

/// An expression text waiting to be compiled, with the body element (or none) it belongs to.
struct RawExpression
{
    QString text;
    std::uint32_t body = none;
    base::TextPlace place;
};

/// What the XML says, in its own terms. Turned into a Model by ModelBuilder.
struct RawForm
{
    std::unique_ptr<Model> model = std::make_unique<Model>();
    std::vector<RawBind> binds;
    std::vector<RawBody> bodies; ///< beside Model::body
    std::vector<RawAction> actions;
    std::vector<RawExpression> expressions; ///< beside Model::expressions, numbers as in TextPart
};

/// Reads the bytes of a form once. Throws nothing; errors are MalformedForm with a place.
class FormParser
{
public:
    FormParser(const QByteArray &bytes, const Resources &resources, const ParseLimits &limits);
    base::Result<RawForm> run();

private:
    struct Failure
    {
        base::Error error;
    };

    // FormParser.cpp: document and model
    void readDocument();
    void readHead();
    void readModel();
    void readSubmission();
    void readBind();
    void readAction(std::uint32_t body);
    void readItext();
    void readTranslation();
    void readItextEntry(Language &language);
    Text readText(std::uint32_t body);
    Text readLabel(std::uint32_t body);
    // FormParserInstances.cpp
    void readInstance();
    void readTree(xpath::Tree &tree, xpath::NodeIndex parent, bool primary);
    void readExternal(const QString &id, const QString &uri);
    // FormParserBody.cpp
    void readBody(std::uint32_t parent, int depth);
    void readBodyElement(std::uint32_t parent, int depth);
    bool readBodyPart(std::uint32_t body, int depth);
    void readItem(std::uint32_t body);
    void readItemset(std::uint32_t body);

    std::uint32_t addBody(BodyElement element, RawBody raw);
    int addExpression(const QString &text, std::uint32_t body);
    bool nextElement();
    void skip();
    void countNode();
    void checkName(QStringView name) const;
    void readNames();
    [[nodiscard]] QString attribute(QLatin1String name, QLatin1String space = {}) const;
    [[nodiscard]] base::TextPlace place() const;
    [[noreturn]] void fail(const QString &problem) const;
    void note(const QString &problem);

    QXmlStreamReader m_reader;
    const Resources &m_resources;
    const ParseLimits &m_limits;
    RawForm m_form;
    std::size_t m_nodes = 0;
    bool m_sawModel = false;
    bool m_sawBody = false;
};

/// Lists that come from outside the form: XML, CSV with a header row, GeoJSON; by content and name.
[[nodiscard]] base::Result<std::shared_ptr<const xpath::Tree>>
readExternalList(const QByteArray &bytes, const QString &uri, const std::shared_ptr<xpath::Names> &names,
                 const ParseLimits &limits);
/// Reads one XML document into a tree; text of leaves is their value.
[[nodiscard]] base::Result<std::unique_ptr<xpath::Tree>>
readXmlTree(const QByteArray &bytes, const std::shared_ptr<xpath::Names> &names, const ParseLimits &limits);

} // namespace luotsi::forms
