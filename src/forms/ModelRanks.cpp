// The order in which rules run.
#include "forms/ModelBuilder.h"

#include <algorithm>

namespace luotsi::forms {

/// Those of texts; the others are drawn as their expressions are compiled.
void ModelBuilder::drawDependencies()
{
    m_reads.resize(m_model.rules.size());
    for (std::uint32_t i = 0; i < m_model.rules.size(); ++i) {
        m_model.nodes[m_model.rules[i].model].rules.push_back(i);
        if (m_model.rules[i].use == Use::Text)
            dependText(i);
    }
}

/// Ranks by depth-first search; a cycle is told with its path and broken where it was entered.
void ModelBuilder::rankRules()
{
    // Rules that decide what a reader of the node sees: its value, its relevance, its presence.
    std::vector<std::vector<std::uint32_t>> makers(m_model.nodes.size());
    for (std::uint32_t i = 0; i < m_model.rules.size(); ++i) {
        const Rule &rule = m_model.rules[i];
        if (rule.use == Use::Calculate || rule.use == Use::Relevant)
            makers[rule.model].push_back(i);
        else if (rule.use == Use::RepeatCount)
            makers[m_model.body[rule.body].model].push_back(i);
    }
    enum class Mark : std::uint8_t { Open, Busy, Done };
    std::vector<Mark> marks(m_model.rules.size(), Mark::Open);
    struct Frame
    {
        std::uint32_t rule;
        std::size_t read = 0;
        std::uint32_t node = none;
        std::size_t maker = 0;
    };
    std::vector<Frame> stack;
    const auto tellCycle = [&](std::uint32_t start) {
        QStringList path;
        auto frame =
            std::find_if(stack.begin(), stack.end(), [&](const Frame &f) { return f.rule == start; });
        for (; frame != stack.end(); ++frame)
            path.append(m_model.pathOf(m_model.rules[frame->rule].model));
        path.append(m_model.pathOf(m_model.rules[start].model));
        path.removeDuplicates();
        path.append(path.front());
        note(QStringLiteral("these depend on each other in a circle: %1")
                 .arg(path.join(QStringLiteral(" → "))),
             m_model.expressions[m_model.rules[start].expression].place);
    };
    const auto visit = [&](std::uint32_t first) {
        stack.push_back({first});
        marks[first] = Mark::Busy;
        while (!stack.empty()) {
            Frame &frame = stack.back();
            const auto &reads = m_reads[frame.rule];
            if (frame.node == none) {
                if (frame.read == reads.size()) {
                    marks[frame.rule] = Mark::Done;
                    m_model.rules[frame.rule].rank = static_cast<std::uint32_t>(m_model.ruleOrder.size());
                    m_model.ruleOrder.push_back(frame.rule);
                    stack.pop_back();
                    continue;
                }
                frame.node = reads[frame.read++].first;
                frame.maker = 0;
            }
            if (frame.maker == makers[frame.node].size()) {
                frame.node = m_model.nodes[frame.node].parent; // relevance of what surrounds it counts too
                frame.maker = 0;
                continue;
            }
            const std::uint32_t maker = makers[frame.node][frame.maker++];
            if (maker == frame.rule) {
                // Another row of the same repeat, or what surrounds it, is no circle.
                if (frame.node == m_model.rules[maker].model && m_readsItself.remove(maker))
                    tellCycle(maker);
                continue;
            }
            if (marks[maker] == Mark::Busy) {
                const bool own = m_model.rules[maker].use == Use::Relevant;
                if (!own || m_model.rules[frame.rule].use != Use::Relevant)
                    tellCycle(maker);
            } else if (marks[maker] == Mark::Open) {
                marks[maker] = Mark::Busy;
                stack.push_back({maker});
            }
        }
    };
    for (std::uint32_t i = 0; i < m_model.rules.size(); ++i) {
        if (marks[i] == Mark::Open)
            visit(i);
    }
}

} // namespace luotsi::forms
