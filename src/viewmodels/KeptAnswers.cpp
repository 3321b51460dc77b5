#include "viewmodels/KeptAnswers.h"

#include <algorithm>

namespace luotsi::viewmodels {

namespace {

using forms::FormInstance;
using forms::NodeId;
using usecases::OpenDraft;

/// From where the newer form would have it back to where the earlier one had it.
std::vector<usecases::protocol::MovedPath> wayBack(const OpenDraft &after)
{
    std::vector<usecases::protocol::MovedPath> back;
    if (after.facts().records.migrations.empty())
        return back;
    for (const auto &move : after.facts().records.migrations.back().paths)
        back.push_back({move.to, move.from});
    return back;
}

/// What a person has answered; empty for what a form notes by itself.
QString questionAt(const FormInstance &form, NodeId node)
{
    if (form.control(node) == forms::ControlKind::None || form.keptValue(node).isEmpty())
        return {};
    for (const QString &words : {form.shortLabel(node), form.hint(node)}) {
        if (!words.isEmpty())
            return words;
    }
    return form.name(node);
}

} // namespace

QStringList questionsWithoutPlace(OpenDraft &before, const OpenDraft &after, const QString &language)
{
    FormInstance &form = before.instance();
    (void)form.setLanguage(language); // without that language the form keeps its own
    const auto back = wayBack(after);
    std::vector<NodeId> lost;
    QStringList unknown; // from a version nobody here has seen
    for (const QString &path : after.facts().unplaced) {
        const bool hasPlace = !after.instance().find(path).isNull();
        if (hasPlace || before.facts().unplaced.contains(path))
            continue;
        NodeId node = form.find(path);
        if (node.isNull())
            node = form.find(usecases::movedPath(path, back));
        if (!node.isNull())
            lost.push_back(node);
        else if (!path.endsWith(QLatin1Char('}')))
            unknown.append(path.section(QLatin1Char('/'), -1));
    }
    QStringList questions;
    for (const NodeId node : form.allNodes()) {
        if (std::find(lost.begin(), lost.end(), node) != lost.end())
            questions.append(questionAt(form, node));
    }
    questions += unknown;
    questions.removeAll(QString());
    questions.removeDuplicates();
    return questions;
}

} // namespace luotsi::viewmodels
