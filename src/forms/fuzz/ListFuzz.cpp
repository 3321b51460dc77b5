#include "forms/fuzz/World.h"

using namespace luotsi;
using namespace luotsi::forms;

namespace {

constexpr char formXml[] =
    R"xml(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model>
<instance><data id="f"><place/><other/></data></instance><instance id="list" src="%1"/></model></h:head><h:body>
<select1 ref="/data/place"><itemset nodeset="instance('list')/root/item"><value ref="name"/><label ref="label"/>
</itemset></select1><select ref="/data/other"><itemset nodeset="instance('list')/root/item[name != /data/place]">
<value ref="name"/><label ref="label"/></itemset></select></h:body></h:html>)xml";

} // namespace

/// The first byte says under which kind of name the rest arrives: any bytes as a list beside the form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static constexpr const char *names[] = {"jr://file-csv/list.csv", "jr://file/list.xml",
                                            "jr://file/list.geojson"};
    if (size == 0)
        return 0;
    const QByteArray list = fuzz::input(data + 1, size - 1);
    const QByteArray form = QByteArray(formXml).replace("%1", names[data[0] % std::size(names)]);
    const auto definition =
        parseForm(form, [&](const QString &) -> std::optional<QByteArray> { return list; });
    if (!definition)
        return 0;
    const fuzz::FixedClock clock;
    fuzz::CountingRandom random;
    const auto started = FormInstance::create(*definition, {clock, random});
    fuzz::require(started.ok());
    for (const NodeId &node : started->instance->allNodes()) {
        const std::vector<Option> options = started->instance->options(node);
        if (!options.empty())
            (void)started->instance->setValue(node, options.front().value);
    }
    fuzz::require(fuzz::isWellFormed(started->instance->serialise()));
    return 0;
}
