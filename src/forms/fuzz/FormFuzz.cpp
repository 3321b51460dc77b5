#include "forms/fuzz/World.h"

using namespace luotsi;
using namespace luotsi::forms;

namespace {

/// As a page would, and a few rows at most: the rest of a form is more of the same.
void walk(FormInstance &instance)
{
    int rows = 3;
    int left = 40;
    for (const NodeId &node : instance.allNodes()) {
        if (left-- == 0)
            return;
        if (!instance.isAlive(node))
            continue; // an answer further up withdrew its row
        (void)instance.label(node);
        (void)instance.hint(node);
        (void)instance.options(node);
        (void)instance.rangeBounds(node);
        fuzz::require(instance.find(instance.stablePath(node)) == node ||
                      instance.kind(node) != NodeKind::Control);
        if (instance.kind(node) == NodeKind::RepeatRange && rows-- > 0)
            (void)instance.addRow(node);
        else
            (void)instance.setValue(node,
                                    rows % 2 == 0 ? QStringLiteral("1") : QStringLiteral("<\u0001\u00e4&"));
    }
}

} // namespace

/// Any bytes as a form: an error, or an instance that can be walked, answered, written, kept and taken up
/// again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = fuzz::input(data, size);
    const auto definition = parseForm(bytes);
    // Whoever checks a form hears the reason for which it does not load.
    fuzz::require(definition.ok() || !checkForm(bytes).empty());
    if (!definition)
        return 0;
    const fuzz::FixedClock clock;
    fuzz::CountingRandom random;
    const auto started = FormInstance::create(*definition, fuzz::environment(clock, random));
    if (!started)
        return 0;
    walk(*started->instance);
    (void)started->instance->violations();
    fuzz::require(fuzz::isWellFormed(started->instance->serialise()));
    const auto again = FormInstance::restore(*definition, started->instance->storedState(),
                                             fuzz::environment(clock, random));
    fuzz::require(again.ok());
    (void)again->instance->serialise();
    return 0;
}
