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

std::vector<Option> Engine::optionsOf(std::uint32_t body, NodeIndex node) const
{
    const BodyElement &element = m_model.body[body];
    std::vector<Option> options;
    for (const Item &item : element.items)
        options.push_back({item.value, textOf(item.label, node), mediaOf(item.label, node)});
    if (element.itemset < 0)
        return options;
    const Work work(*this);
    const auto rows = evaluate(m_model.expressions[element.itemset].expression, node);
    if (!rows || !rows->isNodes())
        return options;
    auto &host = const_cast<Engine &>(*this);
    for (const xpath::NodeRef &row : rows->nodes()) {
        xpath::EvaluationContext context;
        context.node = row;
        context.current = xpath::NodeRef{&m_tree, node};
        context.root = xpath::NodeRef{&m_tree, 0};
        context.budget = &m_budget;
        const auto text = [&](int expression) {
            if (expression < 0)
                return QString();
            const auto value = xpath::evaluate(m_model.expressions[expression].expression, context, host);
            return value ? xpath::toText(*value, m_environment.timeZone) : QString();
        };
        Option option{text(element.itemValue), text(element.itemLabel).trimmed(), {}};
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

} // namespace luotsi::forms
