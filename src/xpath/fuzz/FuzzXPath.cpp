#include "xpath/Evaluation.h"

using namespace luotsi;
using namespace luotsi::xpath;

namespace {

struct PlainHost final : Host
{
    [[nodiscard]] qint64 now() const override { return 1'700'000'000'000; }
    [[nodiscard]] QTimeZone timeZone() const override { return QTimeZone::utc(); }
    double random() override { return 0.25; }
    QString uuid() override { return QStringLiteral("0"); }
};

} // namespace

/// Any text as an expression: an error or a value, within the limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    auto names = std::make_shared<Names>();
    Tree tree(names);
    const NodeIndex root = tree.appendElement(0, names->intern({}, u"data"));
    for (int i = 0; i < 5; ++i)
        tree.setValue(tree.appendElement(root, names->intern({}, u"a")), QString::number(i));
    const auto expression = Expression::compile(
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)), *names);
    if (!expression)
        return 0;
    PlainHost host;
    EvaluationContext context;
    context.node = {&tree, root};
    context.limits.steps = 100'000;
    const auto value = evaluate(*expression, context, host);
    if (value)
        (void)toText(*value, QTimeZone::utc());
    return 0;
}
