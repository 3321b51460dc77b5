#include "xpath/Evaluation.h"

#include <cstdlib>

using namespace luotsi;
using namespace luotsi::xpath;

namespace {

struct PlainHost final : Host
{
    explicit PlainHost(const Tree &tree) : m_tree(tree) {}
    [[nodiscard]] qint64 now() const override { return 1'700'000'000'000; }
    [[nodiscard]] QTimeZone timeZone() const override { return QTimeZone::utc(); }
    double random() override { return 0.25; }
    QString uuid() override { return QStringLiteral("0"); }
    NodeRef instance(const QString &) override { return {&m_tree, 0}; }

private:
    const Tree &m_tree;
};

/// data/a five times (0 to 4, the third with @kind), then data/b/c and a comment.
void fill(Tree &tree, Names &names)
{
    const NodeIndex root = tree.appendElement(0, names.intern({}, u"data"));
    for (int i = 0; i < 5; ++i) {
        const NodeIndex item = tree.appendElement(root, names.intern({}, u"a"));
        tree.setValue(item, QString::number(i));
        if (i == 2)
            tree.appendAttribute(item, names.intern({}, u"kind"), QStringLiteral("x y"));
    }
    const NodeIndex group = tree.appendElement(root, names.intern({}, u"b"));
    tree.setValue(tree.appendElement(group, names.intern({}, u"c")),
                  QStringLiteral("2026-11-21T10:00:00.000Z"));
    tree.appendLeaf(group, NodeKind::Comment, QStringLiteral("note"));
    tree.freeze();
}

} // namespace

/// Any text as an expression: an error, or within the limits a value, and the same one the second time.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    auto names = std::make_shared<Names>();
    Tree tree(names);
    fill(tree, *names);
    const auto expression = Expression::compile(
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)), *names);
    if (!expression)
        return 0;
    PlainHost host(tree);
    EvaluationContext context;
    context.node = {&tree, 1};
    context.limits.steps = 100'000;
    context.limits.textLength = 1 << 20;
    for (const Dialect dialect : {Dialect::Odk, Dialect::XPath1}) {
        context.dialect = dialect;
        const auto first = evaluate(*expression, context, host);
        const auto second = evaluate(*expression, context, host);
        if (first.ok() != second.ok())
            std::abort();
        if (first && toText(*first, QTimeZone::utc()) != toText(*second, QTimeZone::utc()))
            std::abort();
    }
    return 0;
}
