#include "platform/LateDevices.h"

#include "base/Log.h"

namespace luotsi::platform {

class LateDevices::LatePosition final : public ports::Position
{
public:
    explicit LatePosition(LateDevices &devices) : m_devices(devices) {}

    void find(Found found) override
    {
        if (ports::DeviceMaker *maker = m_devices.maker(); maker != nullptr && !m_real)
            m_real = maker->position();
        m_real ? m_real->find(std::move(found)) : found(base::ErrorCode::NotFound);
    }
    void stop() override
    {
        if (m_real)
            m_real->stop();
    }

private:
    LateDevices &m_devices;
    std::unique_ptr<ports::Position> m_real;
};

class LateDevices::LateCodeReader final : public ports::CodeReader
{
public:
    explicit LateCodeReader(LateDevices &devices) : m_devices(devices) {}

    void read(Seen seen) override
    {
        if (ports::DeviceMaker *maker = m_devices.maker(); maker != nullptr && !m_real)
            m_real = maker->codeReader();
        m_real ? m_real->read(std::move(seen)) : seen(base::ErrorCode::CameraUnavailable);
    }
    void stop() override
    {
        if (m_real)
            m_real->stop();
    }

private:
    LateDevices &m_devices;
    std::unique_ptr<ports::CodeReader> m_real;
};

class LateDevices::LateSoundPlayer final : public ports::SoundPlayer
{
public:
    explicit LateSoundPlayer(LateDevices &devices) : m_devices(devices) {}

    void play(const QByteArray &sound, Ended ended) override
    {
        if (ports::DeviceMaker *maker = m_devices.maker(); maker != nullptr && !m_real)
            m_real = maker->soundPlayer();
        m_real ? m_real->play(sound, std::move(ended)) : ended(base::ErrorCode::SpeechUnavailable);
    }
    void silence() override
    {
        if (m_real)
            m_real->silence();
    }

private:
    LateDevices &m_devices;
    std::unique_ptr<ports::SoundPlayer> m_real;
};

LateDevices::LateDevices(const QString &file)
    : m_loader(file), m_position(std::make_unique<LatePosition>(*this)),
      m_codeReader(std::make_unique<LateCodeReader>(*this)),
      m_soundPlayer(std::make_unique<LateSoundPlayer>(*this))
{
}

LateDevices::~LateDevices() = default;

ports::Position &LateDevices::position()
{
    return *m_position;
}

ports::CodeReader &LateDevices::codeReader()
{
    return *m_codeReader;
}

ports::SoundPlayer &LateDevices::soundPlayer()
{
    return *m_soundPlayer;
}

/// Null when the shared object is not there or is another one.
ports::DeviceMaker *LateDevices::maker()
{
    auto *maker = qobject_cast<ports::DeviceMaker *>(m_loader.instance());
    if (maker == nullptr)
        base::logEvent("devices.load", {{"error", base::ErrorCode::NotFound}});
    return maker;
}

} // namespace luotsi::platform
