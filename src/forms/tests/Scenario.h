#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "forms/FormInstance.h"

#include <QString>

#include <memory>

namespace luotsi::forms::tests {

struct FixedClock final : base::Clock
{
    [[nodiscard]] std::int64_t wallMilliseconds() const override { return 1'795'300'355'000; }
    [[nodiscard]] std::int64_t monotonicMilliseconds() const override { return 0; }
};

struct CountingRandom final : base::Random
{
    void fill(std::uint8_t *target, std::size_t size) override
    {
        for (std::size_t i = 0; i < size; ++i)
            target[i] = ++state;
    }
    std::uint8_t state = 0;
};

/// A form around its three parts, as an author would write it.
inline QByteArray formXml(const QString &instance, const QString &model, const QString &body)
{
    return QStringLiteral(
               "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml' "
               "xmlns:jr='http://openrosa.org/javarosa' xmlns:orx='http://openrosa.org/xforms'>"
               "<h:head><h:title>T</h:title><model><instance>%1</instance>%2</model></h:head>"
               "<h:body>%3</h:body></h:html>")
        .arg(instance, model, body)
        .toUtf8();
}

/// Acts as a person on a form: sets by reference, reads by reference.
class Scenario
{
public:
    explicit Scenario(const QByteArray &xml, const Resources &resources = {})
    {
        const auto parsed = parseForm(xml, resources);
        if (!parsed)
            qFatal("form refused: %s", qPrintable(parsed.error().detail));
        definition = *parsed;
        auto started = FormInstance::create(definition, environment);
        instance = std::move(started->instance);
        report = std::move(started->report);
    }

    /// The name of the error, or nothing.
    QString set(const QString &reference, const QString &value)
    {
        auto result = instance->setValue(node(reference), value);
        if (!result)
            return QString(base::name(result.error().code));
        report = std::move(*result);
        return {};
    }
    void add(const QString &reference, const QString &row = {})
    {
        auto result = instance->addRow(node(reference), row);
        if (result)
            report = std::move(*result);
    }
    void remove(const QString &reference)
    {
        auto result = instance->removeRow(node(reference));
        if (result)
            report = std::move(*result);
    }
    [[nodiscard]] NodeId node(const QString &reference) const { return instance->find(reference); }
    [[nodiscard]] QString value(const QString &reference) const { return instance->value(node(reference)); }
    [[nodiscard]] bool relevant(const QString &reference) const
    {
        return instance->isRelevant(node(reference));
    }
    [[nodiscard]] QString label(const QString &reference) const { return instance->label(node(reference)); }
    [[nodiscard]] QStringList options(const QString &reference) const
    {
        QStringList values;
        for (const Option &option : instance->options(node(reference)))
            values.append(option.value);
        return values;
    }
    /// Writes everything down and takes it up again.
    void reopen()
    {
        auto restored = FormInstance::restore(definition, instance->storedState(), environment);
        instance = std::move(restored->instance);
        report = std::move(restored->report);
    }

    FixedClock clock;
    CountingRandom random;
    Environment environment{clock, random, QTimeZone("Europe/Helsinki")};
    std::shared_ptr<const FormDefinition> definition;
    std::unique_ptr<FormInstance> instance;
    ChangeReport report;
};

} // namespace luotsi::forms::tests
