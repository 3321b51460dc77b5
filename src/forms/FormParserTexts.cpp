// Labels, hints, messages and their translations.
#include "forms/FormParser.h"

namespace luotsi::forms {

namespace {

/// `jr:itext('id')` with a literal id; nothing for any other expression.
std::optional<QString> literalItext(const QString &expression)
{
    const QString text = expression.trimmed();
    if (!text.startsWith(u"jr:itext(") || !text.endsWith(u')'))
        return std::nullopt;
    const QString inner = text.mid(9, text.size() - 10).trimmed();
    if (inner.size() < 2 || (inner.front() != u'\'' && inner.front() != u'"') ||
        inner.back() != inner.front())
        return std::nullopt;
    return inner.mid(1, inner.size() - 2);
}

} // namespace

void FormParser::readItext()
{
    while (nextElement()) {
        if (m_reader.name() == u"translation")
            readTranslation();
        else
            skip();
    }
}

void FormParser::readTranslation()
{
    Language language;
    language.name = attribute(QLatin1String("lang"));
    for (const Language &known : m_form.model->languages) {
        if (known.name == language.name)
            note(QStringLiteral("the language '%1' is translated twice").arg(language.name));
    }
    if (m_reader.attributes().hasAttribute(QLatin1String("default")))
        m_form.model->defaultLanguage = static_cast<int>(m_form.model->languages.size());
    while (nextElement()) {
        if (m_reader.name() == u"text")
            readItextEntry(language);
        else
            skip();
    }
    m_form.model->languages.push_back(std::move(language));
}

void FormParser::readItextEntry(Language &language)
{
    const QString id = attribute(QLatin1String("id"));
    if (language.entries.contains(id))
        note(QStringLiteral("the text '%1' is there twice in language '%2'").arg(id, language.name));
    charge(sizeof(ItextEntry) + 96 + textBytes(id));
    ItextEntry &entry = language.entries[id];
    while (nextElement()) {
        if (m_reader.name() != u"value") {
            skip();
            continue;
        }
        const QString form = attribute(QLatin1String("form"));
        charge(2 * (sizeof(QString) + sizeof(Text)) + textBytes(form));
        entry.forms.emplace_back(form, readText(none));
    }
}

/// Content of a label, hint or itext value: characters and outputs. Of elements inside it those of XHTML
/// belong to the text; others are left out with all that is in them, as other engines do.
Text FormParser::readText(std::uint32_t body)
{
    Text text;
    QString literal;
    const auto flush = [&] {
        if (literal.isEmpty())
            return;
        charge(2 * sizeof(TextPart) + textBytes(literal));
        text.parts.push_back({std::exchange(literal, {}), -1});
    };
    int depth = 1;
    int left = 0; // depth of the element that is left out
    while (depth > 0) {
        switch (m_reader.readNext()) {
        case QXmlStreamReader::Characters:
            if (left == 0)
                literal += m_reader.text();
            break;
        case QXmlStreamReader::StartElement:
            ++depth;
            if (depth > m_limits.depth)
                fail(QStringLiteral("the form is nested too deeply"));
            if (left == 0 && m_reader.name() != u"output" && m_reader.namespaceUri() != xhtmlSpace) {
                note(QStringLiteral("<%1> inside a text is not shown").arg(m_reader.name()));
                left = depth;
            }
            if (left != 0)
                break;
            if (m_reader.name() == u"output") {
                flush();
                const QString value = m_reader.attributes().hasAttribute(QLatin1String("value"))
                                          ? attribute(QLatin1String("value"))
                                          : attribute(QLatin1String("ref"));
                charge(2 * sizeof(TextPart));
                text.parts.push_back({{}, addExpression(value, body)});
            }
            break;
        case QXmlStreamReader::EndElement:
            if (depth-- == left)
                left = 0;
            break;
        case QXmlStreamReader::EntityReference:
            fail(QStringLiteral("the form uses an entity that XML does not define"));
        case QXmlStreamReader::Invalid:
            fail(QStringLiteral("not well-formed XML: %1").arg(m_reader.errorString()));
        default:
            break;
        }
    }
    flush();
    return text;
}

/// A label, hint or message element: by reference to itext, or its content.
Text FormParser::readLabel(std::uint32_t body)
{
    const QString reference = attribute(QLatin1String("ref"));
    if (reference.isEmpty())
        return readText(body);
    Text text;
    if (const auto id = literalItext(reference)) {
        text.itextId = *id;
    } else if (reference.trimmed().startsWith(u"jr:itext(")) {
        const QString trimmed = reference.trimmed();
        text.itextExpression = addExpression(trimmed.mid(9, trimmed.size() - 10), body);
    } else {
        text.parts.push_back({{}, addExpression(reference, body)});
    }
    skip();
    return text;
}

} // namespace luotsi::forms
