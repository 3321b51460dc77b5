// Labels, hints, media and options in the current language.
#include "forms/Engine.h"

#include <cmath>

namespace luotsi::forms {

namespace {

const Text *formOf(const ItextEntry &entry, QStringView form)
{
    for (const auto &[name, text] : entry.forms) {
        if (name == form)
            return &text;
    }
    return nullptr;
}

const Text *plainForm(const ItextEntry &entry)
{
    if (const Text *plain = formOf(entry, {}))
        return plain;
    if (const Text *longer = formOf(entry, u"long"))
        return longer;
    return formOf(entry, u"short");
}

} // namespace

QString Engine::textOf(const Text &text, NodeIndex node, QStringView form) const
{
    QString id = text.itextId;
    if (text.itextExpression >= 0) {
        const auto value = evaluate(m_model.expressions[text.itextExpression].expression, node);
        id = value ? xpath::toText(*value, m_environment.timeZone) : QString();
    }
    if (!id.isEmpty()) {
        for (const int language : {m_language, m_model.defaultLanguage}) {
            if (language >= static_cast<int>(m_model.languages.size()))
                continue;
            const auto &entries = m_model.languages[language].entries;
            const auto entry = entries.constFind(id);
            if (entry == entries.constEnd())
                continue;
            const Text *said = form.isEmpty() ? plainForm(*entry) : formOf(*entry, form);
            return said == nullptr ? QString() : textOf(*said, node);
        }
        return {};
    }
    if (!form.isEmpty())
        return {};
    QString result;
    for (const TextPart &part : text.parts) {
        if (part.expression < 0) {
            result += part.literal;
            continue;
        }
        const auto value = evaluate(m_model.expressions[part.expression].expression, node);
        if (value)
            result += value->isNumber() && std::isnan(value->number())
                          ? QString()
                          : xpath::toText(*value, m_environment.timeZone);
    }
    return result.trimmed();
}

bool Engine::hasForm(const Text &text, NodeIndex node, QStringView form) const
{
    return !textOf(text, node, form).isEmpty();
}

Media Engine::mediaOf(const Text &text, NodeIndex node) const
{
    if (text.itextId.isEmpty() && text.itextExpression < 0)
        return {};
    return {textOf(text, node, u"image"), textOf(text, node, u"big-image"), textOf(text, node, u"audio"),
            textOf(text, node, u"video")};
}

/// Every way in which a text is put, in the order of the form; pictures and sounds too, by their names.
std::vector<TextForm> Engine::formsOf(const Text &text, NodeIndex node) const
{
    for (const int language : {m_language, m_model.defaultLanguage}) {
        if (text.itextId.isEmpty() || language >= static_cast<int>(m_model.languages.size()))
            continue;
        const auto &entries = m_model.languages[language].entries;
        const auto entry = entries.constFind(text.itextId);
        if (entry == entries.constEnd())
            continue;
        std::vector<TextForm> forms;
        for (const auto &[name, said] : entry->forms)
            forms.push_back({name, textOf(said, node)});
        return forms;
    }
    const QString plain = textOf(text, node);
    return plain.isEmpty() ? std::vector<TextForm>() : std::vector<TextForm>{{{}, plain}};
}

xpath::NodeSet Engine::rowsOffered(const BodyElement &element, NodeIndex node) const
{
    if (element.itemset < 0)
        return {};
    auto rows = evaluate(m_model.expressions[element.itemset].expression, node);
    return rows && rows->isNodes() ? rows->nodes() : xpath::NodeSet();
}

QString Engine::columnText(int expression, xpath::NodeRef row, NodeIndex node) const
{
    if (expression < 0)
        return {};
    xpath::EvaluationContext context;
    context.node = row;
    context.current = xpath::NodeRef{&m_tree, node};
    context.root = xpath::NodeRef{&m_tree, 0};
    context.budget = &m_budget;
    const auto value =
        xpath::evaluate(m_model.expressions[expression].expression, context, const_cast<Engine &>(*this));
    return value ? xpath::toText(*value, m_environment.timeZone) : QString();
}

std::vector<Option> Engine::optionsOf(std::uint32_t body, NodeIndex node) const
{
    const Work work(*this);
    const BodyElement &element = m_model.body[body];
    std::vector<Option> options;
    for (const Item &item : element.items)
        options.push_back({item.value, textOf(item.label, node), mediaOf(item.label, node)});
    for (const xpath::NodeRef &row : rowsOffered(element, node)) {
        Option option{
            columnText(element.itemValue, row, node), columnText(element.itemLabel, row, node).trimmed(), {}};
        if (element.itemLabelIsItext) {
            Text label;
            label.itextId = option.label;
            option.label = textOf(label, node);
            option.media = mediaOf(label, node);
        }
        if (element.itemLabel < 0)
            option.label = option.value;
        options.push_back(std::move(option));
    }
    return options;
}

QSet<QString> Engine::offered(std::uint32_t body, NodeIndex node) const
{
    const Work work(*this);
    const BodyElement &element = m_model.body[body];
    QSet<QString> values;
    for (const Item &item : element.items)
        values.insert(item.value);
    for (const xpath::NodeRef &row : rowsOffered(element, node))
        values.insert(columnText(element.itemValue, row, node));
    return values;
}

} // namespace luotsi::forms
