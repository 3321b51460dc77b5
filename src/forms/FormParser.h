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

/// What a form may take in memory: a share of its own size, so that no few bytes fill a device. Counts what
/// structures hold, not what readers need in passing.
struct ParseMemory
{
    std::size_t left = 0;
    [[nodiscard]] bool charge(std::size_t bytes)
    {
        const bool enough = bytes <= left;
        left = enough ? left - bytes : 0;
        return enough;
    }
    [[nodiscard]] static ParseMemory forInput(qsizetype bytes)
    {
        constexpr std::size_t least = 4U << 20; // of forms of a few lines
        constexpr std::size_t share = 40;       // of 64; the rest is for what passes
        return {std::max(least, share * static_cast<std::size_t>(bytes))};
    }
};

/// A heap text with its header.
[[nodiscard]] inline std::size_t textBytes(QStringView text)
{
    return text.isEmpty() ? 0 : 40 + 2 * static_cast<std::size_t>(text.size());
}

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
    ParseMemory memory;
    QByteArray source; ///< the bytes it was read from, shared
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
    xpath::NameId internName(QStringView space, QStringView local);
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
    /// Fails when the form asks for more memory than its size allows.
    void charge(std::size_t bytes);
    void charge(QStringView text) { charge(textBytes(text)); }
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
