import { BrowserCodeReader } from '@zxing/browser';

/** A running camera on a video element. */
export interface Camera {
  readonly hasTorch: boolean;
  /** Greatest zoom; 1 where the camera cannot. */
  readonly zoomLimit: number;
  readonly others: readonly string[];
  frame(): ImageData | undefined;
  torch(on: boolean): Promise<void>;
  zoom(factor: number): Promise<void>;
  close(): void;
}

interface ZoomCapabilities {
  zoom?: { max: number };
}

const FRAME_SIDE = 1280;

function frameOf(video: HTMLVideoElement, canvas: HTMLCanvasElement): ImageData | undefined {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || videoHeight === 0) return undefined;
  const scale = Math.min(1, FRAME_SIDE / Math.max(videoWidth, videoHeight));
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  pen?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return pen?.getImageData(0, 0, canvas.width, canvas.height);
}

/**
 * Opens a camera, the one at the back unless another is named.
 * @throws {DOMException} when there is none or the person does not allow it.
 */
export async function openCamera(video: HTMLVideoElement, deviceId?: string): Promise<Camera> {
  const which = deviceId === undefined ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: deviceId } };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...which, width: { ideal: 1920 }, height: { ideal: 1080 } } });
  video.srcObject = stream;
  await video.play();
  const [track] = stream.getVideoTracks();
  const capabilities = (track?.getCapabilities() ?? {}) as ZoomCapabilities;
  const devices = await BrowserCodeReader.listVideoInputDevices();
  const current = track?.getSettings().deviceId;
  const canvas = document.createElement('canvas');
  return {
    hasTorch: track !== undefined && BrowserCodeReader.mediaStreamIsTorchCompatibleTrack(track),
    zoomLimit: Math.min(5, capabilities.zoom?.max ?? 1),
    others: devices.map((device) => device.deviceId).filter((id) => id !== '' && id !== current),
    frame: () => frameOf(video, canvas),
    async torch(on) {
      if (track !== undefined) await BrowserCodeReader.mediaStreamSetTorch(track, on);
    },
    async zoom(factor) {
      await track?.applyConstraints({ advanced: [{ zoom: factor } as MediaTrackConstraintSet] });
    },
    close() {
      for (const each of stream.getTracks()) each.stop();
      video.srcObject = null;
    },
  };
}
