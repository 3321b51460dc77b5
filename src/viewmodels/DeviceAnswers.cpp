#include "viewmodels/DeviceAnswers.h"

#include "base/Log.h"

namespace luotsi::viewmodels {

namespace {

QString placeText(const ports::Fix &fix)
{
    const auto number = [](double value) { return QString::number(value, 'f', 7); };
    return QStringList{number(fix.latitude), number(fix.longitude), number(fix.altitude.value_or(0)),
                       number(fix.accuracy.value_or(0))}
        .join(u' ');
}

} // namespace

DeviceAnswers::~DeviceAnswers()
{
    stop();
    // The device lives longer and must not tell somebody who has gone.
    if (m_environment.position != nullptr)
        m_environment.position->stop();
}

FieldTools DeviceAnswers::tools() const
{
    return {m_environment.position != nullptr, m_environment.codeReader != nullptr,
            m_environment.sound != nullptr};
}

/// False when the field was searching: then the search has been stopped, as the person asked.
bool DeviceAnswers::begin(Field &field)
{
    const bool again = m_searching == &field;
    stopSearch();
    if (again)
        return false;
    field.setError({});
    m_searching = &field;
    field.setSearching(true);
    return true;
}

QPointer<Field> DeviceAnswers::endSearch()
{
    const QPointer<Field> field = std::exchange(m_searching, nullptr);
    if (field)
        field->setSearching(false);
    return field;
}

void DeviceAnswers::locate(Field &field)
{
    if (begin(field))
        m_environment.position->find([this](const auto &fix) { located(fix); });
}

void DeviceAnswers::located(const base::Result<ports::Fix> &fix)
{
    if (fix)
        m_place = forms::Geopoint{fix->latitude, fix->longitude, fix->altitude.value_or(0),
                                  fix->accuracy.value_or(0)};
    const QPointer<Field> field = endSearch();
    if (!field)
        return;
    if (fix) {
        field->appendPlace(placeText(*fix));
        return;
    }
    //: Beside a question for a place, when the device could not tell it
    //% "The place was not found. Try again, or write the numbers."
    field->setError(qtTrId("place-not-found"));
}

void DeviceAnswers::scan(Field &field)
{
    if (begin(field))
        m_environment.codeReader->read([this](const auto &code) { scanned(code); });
}

void DeviceAnswers::scanned(const base::Result<QString> &code)
{
    const QPointer<Field> field = endSearch();
    if (!field)
        return;
    if (code) {
        field->setText(*code);
        return;
    }
    //: Beside a question for a bar code, when the camera saw none
    //% "No code was seen. Try again, or write the code."
    const QString unseen = qtTrId("code-not-seen");
    //: Beside a question for a bar code, when the camera does not work
    //% "The camera does not work now. Write the code instead."
    const QString broken = qtTrId("code-no-camera");
    field->setError(code.error().code == base::ErrorCode::CameraUnavailable ? broken : unseen);
}

void DeviceAnswers::play(Field &field, const QString &name, const QByteArray &sound)
{
    const bool again = m_playing == &field && field.playing() == name;
    stopSound();
    if (again)
        return;
    field.setWarning({});
    m_playing = &field;
    field.setPlaying(name);
    m_environment.sound->play(sound, [this](const auto &result) { played(result); });
}

void DeviceAnswers::played(const base::Result<void> &played)
{
    const QPointer<Field> field = std::exchange(m_playing, nullptr);
    if (!field)
        return;
    field->setPlaying({});
    if (played)
        return;
    base::logEvent("sound-not-played", {{"error", played.error().code}});
    //: Beside a question whose sound could not be played
    //% "The sound cannot be played on this device."
    field->setWarning(qtTrId("sound-not-played"));
}

void DeviceAnswers::stop()
{
    stopSearch();
    stopSound();
}

void DeviceAnswers::stopSearch()
{
    if (!m_searching)
        return;
    (void)endSearch();
    if (m_environment.position != nullptr)
        m_environment.position->stop();
    if (m_environment.codeReader != nullptr)
        m_environment.codeReader->stop();
}

void DeviceAnswers::stopSound()
{
    if (const QPointer<Field> field = std::exchange(m_playing, nullptr))
        field->setPlaying({});
    if (m_environment.sound != nullptr)
        m_environment.sound->silence();
}

void DeviceAnswers::watchPlace()
{
    if (m_environment.position != nullptr && !m_searching && !m_place)
        m_environment.position->find([this](const auto &fix) { located(fix); });
}

} // namespace luotsi::viewmodels
