#pragma once

#include "forms/FormValues.h"
#include "viewmodels/Field.h"
#include "viewmodels/SessionEnvironment.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace luotsi::viewmodels {

/// What devices beside the keys give: the place, a code, and sounds that are played. One search and one sound
/// at a time; both end with the page. Pressing again while it searches or plays stops it. What went wrong is
/// said beside the field. A device that is not there offers nothing. Threading: GUI thread.
class DeviceAnswers : public QObject
{
    Q_OBJECT

public:
    explicit DeviceAnswers(const SessionEnvironment &environment) : m_environment(environment) {}
    ~DeviceAnswers() override;

    [[nodiscard]] FieldTools tools() const;
    void locate(Field &field);
    void scan(Field &field);
    /// `name`: of the sound, as the form calls it.
    void play(Field &field, const QString &name, const QByteArray &sound);
    /// The page has been left.
    void stop();

    /// The form wants to know where the device is, and the person has been told so.
    void watchPlace();
    /// As it was last told; nothing before.
    [[nodiscard]] std::optional<forms::Geopoint> place() const { return m_place; }

private:
    [[nodiscard]] bool begin(Field &field);
    [[nodiscard]] QPointer<Field> endSearch();
    void stopSearch();
    void stopSound();
    void located(const base::Result<ports::Fix> &fix);
    void scanned(const base::Result<QString> &code);
    void played(const base::Result<void> &played);

    const SessionEnvironment &m_environment;
    QPointer<Field> m_searching;
    QPointer<Field> m_playing;
    std::optional<forms::Geopoint> m_place;
};

} // namespace luotsi::viewmodels
